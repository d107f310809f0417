/// A date as HTTP writes it (RFC 9110 §5.6.7), in the current form or one of the two old ones.
struct HTTPDate: Equatable {
  /// Seconds since 1970.
  var unixTime: Int

  /// Reads a date; nil when it is none.
  init?(_ text: String) {
    // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
    guard words.count >= 5 else { return nil }
    let isOldest = Int(words[1]) == nil
    let (dayWord, monthWord) = isOldest ? (words[2], words[1]) : (words[1], words[2])
    let (yearWord, timeWord) = isOldest ? (words[4], words[3]) : (words[3], words[4])
    let clock = timeWord.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let day = Int(dayWord), (1...31).contains(day),
      let month = Self.months.firstIndex(of: monthWord.lowercased()),
      var year = Int(yearWord), yearWord.count == 2 || (1...9999).contains(year),
      [2, 4].contains(yearWord.count), clock.count == 3,
      let hour = clock[0], (0...23).contains(hour),
      let minute = clock[1], (0...59).contains(minute),
      let second = clock[2], (0...60).contains(second)
    else { return nil }
    if yearWord.count == 2 { year += year < 70 ? 2000 : 1900 }
    let days = Self.days(year: year, month: month + 1, day: day)
    unixTime = days * 86400 + hour * 3600 + minute * 60 + second
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Days since 1970-01-01 in the Gregorian calendar, years beginning in March so that the leap
  /// day comes last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
