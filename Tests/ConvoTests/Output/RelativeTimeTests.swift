import ChatStore
import ChatTestSupport
import Testing

@testable import convo

@Suite struct RelativeTimeTests {
  /// Thursday, 15:00, by the clock of this machine.
  private let now = SearchDate("2026-11-26")?.moment(now: StoreSupportClock.start)
    .later(by: 15 * 3_600_000)

  @Test(
    "A time is said as people say it who look back",
    arguments: [
      (0, "now"), (59, "now"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"),
      (15 * 3600, "15 h ago"), (15 * 3600 + 60, "yesterday"), (39 * 3600, "yesterday"),
      (39 * 3600 + 60, "2 days ago"), (6 * 86_400, "6 days ago"), (8 * 86_400, "2026-11-18"),
      (400 * 86_400, "2025-10-22"), (-120, "2026-11-26"),
    ] as [(Int64, String)])
  func words(secondsAgo: Int64, text: String) throws {
    let now = try #require(now)
    #expect(RelativeTime(now.later(by: -secondsAgo * 1000), now: now).text == text)
    #expect(text.count <= RelativeTime.width)
  }

  @Test("No time traps", arguments: [Int64.min, .max, -1, 0])
  func anyTime(milliseconds: Int64) {
    _ = RelativeTime(Timestamp(milliseconds: milliseconds), now: .now()).text
    _ = RelativeTime(.now(), now: Timestamp(milliseconds: milliseconds)).text
  }
}

extension Timestamp {
  fileprivate func later(by milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: self.milliseconds + milliseconds)
  }
}
