import ChatTestSupport
import Glibc
import Testing

@testable import ChatStore

@Suite struct TimestampTests {
  @Test(
    "Known moments are written as RFC 3339 has them",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (951_868_799_999, "2000-02-29T23:59:59.999Z"),
      (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"),
      (1_795_336_200_007, "2026-11-22T08:30:00.007Z"),
      (-30_641_760_000_000, "0999-01-01T00:00:00.000Z"),
      (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
      (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
      (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func known(_ milliseconds: Int64, _ text: String) {
    #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
  }

  @Test("Dates agree with the C library's over four thousand years")
  func againstLibrary() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -60_000_000_000...60_000_000_000, using: &generator)
      let time = Timestamp(milliseconds: seconds * 1000)
      #expect(time.iso8601 == Self.formatted(seconds, "%Y-%m-%dT%H:%M:%S.000Z", gmtime_r))
      #expect(time.localDay == Self.formatted(seconds, "%Y-%m-%d", localtime_r))
      #expect(time.localMinute == Self.formatted(seconds, "%Y-%m-%d %H:%M", localtime_r))
    }
  }

  @Test(
    "A day begins at midnight of its own time zone",
    arguments: [
      (8 * 3600, "2026-03-02T00:00:00.000"), (0, "2026-03-01T16:00:00.000"),
      (-8 * 3600, "2026-03-01T08:00:00.000"), (20_700, "2026-03-01T21:45:00.000"),
    ] as [(Int64, String)])
  func offsets(_ seconds: Int64, _ text: String) {
    let time = StoreSupportClock.start.milliseconds + 4 * 3_600_000
    #expect(Timestamp.format(time, offset: seconds) == text)
  }

  @Test("The most distant moments are written somehow", arguments: [Int64.min, .max])
  func extremes(_ milliseconds: Int64) {
    let time = Timestamp(milliseconds: milliseconds)
    #expect(time.iso8601.hasSuffix("Z"))
    #expect(!time.localDay.isEmpty)
    #expect(!time.localMinute.isEmpty)
  }

  /// `strftime` has no leading zeros for years below 1000, so the year is padded here.
  private static func formatted(
    _ seconds: Int64, _ format: String,
    _ convert: (UnsafePointer<time_t>?, UnsafeMutablePointer<tm>?) -> UnsafeMutablePointer<tm>?
  ) -> String {
    var time = time_t(seconds)
    var fields = tm()
    _ = convert(&time, &fields)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, format, &fields)
    let text = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let year = text.prefix { $0 != "-" }.count
    return String(repeating: "0", count: max(0, 4 - year)) + text
  }
}
