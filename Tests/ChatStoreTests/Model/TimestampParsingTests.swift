import ChatStore
import ChatTestSupport
import Testing

struct TimestampParsingTests {
  @Test("What was written as RFC 3339 is read back to the millisecond")
  func roundTrip() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let time = Timestamp(
        milliseconds: .random(in: -99_999_999_999_999...99_999_999_999_999, using: &generator))
      #expect(Timestamp(iso8601: time.iso8601) == time)
    }
  }

  @Test(
    "Times are read as other programs write them",
    arguments: [
      ("2024-01-20T15:30:00Z", 1_705_764_600_000), ("2024-01-20 15:30:00", 1_705_764_600_000),
      ("2024-01-20T23:30:00+08:00", 1_705_764_600_000),
      ("2024-01-20T15:30:00.123456+00:00", 1_705_764_600_123),
      ("2024-01-20T15:30:00.1Z", 1_705_764_600_100), ("2024-01-20T10:30-0500", 1_705_764_600_000),
      ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ])
  func forms(text: String, milliseconds: Int64) {
    #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "2024", "2024-01-20", "2024-13-20T15:30:00Z", "2024-01-20T25:30:00Z",
      "2024-01-20T15:30:00Zebra", "2024-01-20T15:30:00.Z", "2024-01-20T15:30:00+8", "now",
      "99999999999999999999-01-01T00:00:00Z", "2024-01-20T15:30:00+08:", "٢٠٢٤-01-20T15:30:00Z",
    ])
  func nonsense(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }
}
