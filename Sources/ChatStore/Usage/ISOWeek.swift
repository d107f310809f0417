/// A week as ISO 8601 numbers it: it begins on Monday, and the first of a year is the one with the year's
/// first Thursday.
struct ISOWeek {
  private let year: Int64
  private let week: Int64

  /// The week of a day, `YYYY-MM-DD`; nil for what is no day.
  init?(day: String) {
    let parts = day.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let number = Self.dayNumber(year, month, day)
    // 1970-01-01 was a Thursday.
    let thursday = number - (number + 3) % 7 + 3
    let yearOfThursday =
      [year - 1, year, year + 1].last { Self.dayNumber($0, 1, 1) <= thursday } ?? year
    self.year = yearOfThursday
    week = (thursday - Self.dayNumber(yearOfThursday, 1, 1)) / 7 + 1
  }

  /// The week as ISO 8601 writes it: `2026-W48`.
  var text: String { "\(year)-W\(week < 10 ? "0" : "")\(week)" }

  /// Days since 1970-01-01, or since a Thursday long before it, so that it is never negative.
  ///
  /// The algorithm is Howard Hinnant's `days_from_civil`
  /// (<https://howardhinnant.github.io/date_algorithms.html>).
  private static func dayNumber(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    // 146,097 days of an era are whole weeks.
    return era * 146_097 + dayOfEra - 719_468 + 5 * 146_097
  }
}
