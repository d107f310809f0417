import Foundation
import Testing

@testable import ChatStore

@Suite("A date is the beginning of what it names in the local calendar, or a while ago")
struct SearchDateTests {
  /// Central European time, by its rules and not by files that may not be there.
  static let zone = "CET-1CEST,M3.5.0,M10.5.0/3"

  /// Holds dates to UTC's moments in a process of its own, since a time zone is a process's.
  private static func expect(_ now: String, _ expected: [(String, String)]) {
    setenv("TZ", zone, 1)
    tzset()
    guard let now = moment(now) else { return #expect(Bool(false), "\(now) is no moment") }
    for (text, utc) in expected {
      #expect(SearchDate(text)?.moment(now: now).iso8601 == utc, "\(text)")
    }
  }

  /// Reads what `iso8601` writes.
  private static func moment(_ text: String) -> Timestamp? {
    let numbers = text.split { !$0.isNumber }.compactMap { Int32($0) }
    guard numbers.count == 7 else { return nil }
    var fields = tm()
    fields.tm_year = numbers[0] - 1900
    fields.tm_mon = numbers[1] - 1
    fields.tm_mday = numbers[2]
    fields.tm_hour = numbers[3]
    fields.tm_min = numbers[4]
    fields.tm_sec = numbers[5]
    return Timestamp(milliseconds: Int64(timegm(&fields)) * 1000 + Int64(numbers[6]))
  }

  @Test("Days, weeks, months, years and whiles, over the night in which summer time began")
  func summerTime() async {
    await #expect(processExitsWith: .success) {
      Self.expect(
        "2026-03-31T10:15:30.250Z",
        [
          ("today", "2026-03-30T22:00:00.000Z"), ("今天", "2026-03-30T22:00:00.000Z"),
          ("yesterday", "2026-03-29T22:00:00.000Z"), ("昨天", "2026-03-29T22:00:00.000Z"),
          ("前天", "2026-03-28T23:00:00.000Z"), ("this-week", "2026-03-29T22:00:00.000Z"),
          ("本周", "2026-03-29T22:00:00.000Z"), ("last-week", "2026-03-22T23:00:00.000Z"),
          ("上周", "2026-03-22T23:00:00.000Z"), ("this-month", "2026-02-28T23:00:00.000Z"),
          ("本月", "2026-02-28T23:00:00.000Z"), ("last-month", "2026-01-31T23:00:00.000Z"),
          ("上月", "2026-01-31T23:00:00.000Z"), ("上个月", "2026-01-31T23:00:00.000Z"),
          ("this-year", "2025-12-31T23:00:00.000Z"), ("今年", "2025-12-31T23:00:00.000Z"),
          ("last-year", "2024-12-31T23:00:00.000Z"), ("去年", "2024-12-31T23:00:00.000Z"),
          ("12h", "2026-03-30T22:15:30.250Z"), ("60h", "2026-03-28T22:15:30.250Z"),
          ("0d", "2026-03-31T10:15:30.250Z"), ("3d", "2026-03-28T11:15:30.250Z"),
          ("2w", "2026-03-17T11:15:30.250Z"), ("1y", "2025-03-31T10:15:30.250Z"),
          // There is no 31st of February, but a last day.
          ("1m", "2026-02-28T11:15:30.250Z"), ("2m", "2026-01-31T11:15:30.250Z"),
          ("2026-03-29", "2026-03-28T23:00:00.000Z"), ("2026-03-30", "2026-03-29T22:00:00.000Z"),
          ("2026-10-25", "2026-10-24T22:00:00.000Z"), ("2026-10-26", "2026-10-25T23:00:00.000Z"),
          ("2026-4", "2026-03-31T22:00:00.000Z"), ("2026/4/1", "2026-03-31T22:00:00.000Z"),
          ("2026", "2025-12-31T23:00:00.000Z"), ("1969-12-31", "1969-12-30T23:00:00.000Z"),
        ])
    }
  }

  @Test("A week begins on Monday, also when today is Sunday or Monday, or in another year")
  func weeks() async {
    await #expect(processExitsWith: .success) {
      Self.expect(
        "2026-03-29T12:00:00.000Z",
        [
          ("this-week", "2026-03-22T23:00:00.000Z"), ("last-week", "2026-03-15T23:00:00.000Z"),
          ("today", "2026-03-28T23:00:00.000Z"),
        ])
      Self.expect(
        "2026-03-29T22:00:00.000Z",
        [
          ("this-week", "2026-03-29T22:00:00.000Z"), ("today", "2026-03-29T22:00:00.000Z"),
          ("last-week", "2026-03-22T23:00:00.000Z"),
        ])
      Self.expect(
        "2027-01-01T12:00:00.000Z",
        [
          ("this-week", "2026-12-27T23:00:00.000Z"), ("last-month", "2026-11-30T23:00:00.000Z"),
          ("yesterday", "2026-12-30T23:00:00.000Z"), ("last-year", "2025-12-31T23:00:00.000Z"),
          ("13m", "2025-12-01T12:00:00.000Z"),
        ])
    }
  }

  @Test("Leap days are days")
  func leapDays() async {
    await #expect(processExitsWith: .success) {
      Self.expect(
        "2028-02-29T12:00:00.000Z",
        [
          ("1d", "2028-02-28T12:00:00.000Z"), ("1y", "2027-02-28T12:00:00.000Z"),
          ("4y", "2024-02-29T12:00:00.000Z"), ("2024-02-29", "2024-02-28T23:00:00.000Z"),
          ("2000-2-29", "2000-02-28T23:00:00.000Z"), ("last-month", "2027-12-31T23:00:00.000Z"),
          ("2028-3", "2028-02-29T23:00:00.000Z"),
        ])
    }
  }

  @Test("Any day of 200 years begins where the system's clock says that it does")
  func anyDay() {
    var fields = tm()
    for number in 0..<73_000 where number % 7 == 0 {
      fields = tm()
      fields.tm_year = 70
      fields.tm_mday = 1 + Int32(number)
      fields.tm_isdst = -1
      let start = Int64(mktime(&fields)) * 1000
      let text = "\(fields.tm_year + 1900)-\(fields.tm_mon + 1)-\(fields.tm_mday)"
      let moment = SearchDate(text)?.moment(now: Timestamp(milliseconds: 0))
      #expect(moment?.milliseconds == start, "\(text)")
    }
  }

  @Test(
    "What is no date is none",
    arguments: [
      "", "-", "2026-13", "2026-00", "2026-02-29", "2026-02-30", "2100-02-29", "2026-04-31",
      "26-01-01",
      "2026-1-1-1", "2026--1", "0000", "20260101", "d", "3", "-3d", "3.5d", "٣d", "36501d", "1001y",
      "99999999999d", "３d", "tomorrow", "2026-01-001", "2026-１", "week", "3dd", "2026-01-01T00:00",
    ])
  func noDates(_ text: String) {
    #expect(SearchDate(text) == nil)
  }

  @Test(
    "Capitals make no difference, and neither does the largest while",
    arguments: ["36500d", "1000Y"])
  func largest(_ text: String) throws {
    let date = try #require(SearchDate(text))
    #expect(date.moment(now: .now()) < Timestamp(milliseconds: 0))
    #expect(SearchDate("TODAY") == SearchDate("today"))
  }
}
