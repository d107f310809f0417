import Testing

@testable import convo

@Suite struct CalendarDayTests {
  @Test(
    "Days of the calendar are read",
    arguments: ["2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func days(text: String) {
    #expect(CalendarDay(text) != nil)
  }

  @Test(
    "What is no day of the calendar is refused",
    arguments: [
      "", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
      "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T00:00", "-026-01-01", "２０２６-01-01",
    ])
  func others(text: String) {
    #expect(CalendarDay(text) == nil)
  }
}
