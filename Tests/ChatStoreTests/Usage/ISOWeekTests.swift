import Foundation
import Testing

@testable import ChatStore

@Suite struct ISOWeekTests {
  @Test(
    "The first week of a year is that with its first Thursday",
    arguments: [
      ("2026-01-01", "2026-W01"), ("2025-12-29", "2026-W01"), ("2025-12-28", "2025-W52"),
      ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"),
      ("1970-01-01", "1970-W01"), ("1969-12-28", "1969-W52"), ("2000-02-29", "2000-W09"),
    ])
  func weeks(day: String, week: String) {
    #expect(ISOWeek(day: day)?.text == week)
  }

  @Test("It agrees with Foundation on every day of sixty years")
  func foundation() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in stride(from: 0, to: 365 * 60, by: 1) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekOfYear, .yearForWeekOfYear], from: date)
      func two(_ number: Int?) -> String {
        (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)"
      }
      let text = "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
      let week = "\(parts.yearForWeekOfYear ?? 0)-W\(two(parts.weekOfYear))"
      if ISOWeek(day: text)?.text != week { Issue.record("\(text)") }
    }
  }

  @Test(
    "What is no day has no week",
    arguments: ["", "~", "2026-13-01", "2026-1", "2026-01-01-1", "x-y-z"])
  func noDays(text: String) {
    #expect(ISOWeek(day: text) == nil)
  }
}
