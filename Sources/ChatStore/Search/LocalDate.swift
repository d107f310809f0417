import Glibc

/// A date and time of the local calendar, which the system's rules for the time zone turn into a moment.
struct LocalDate {
  private var fields = tm()
  /// Milliseconds of the second.
  private var fraction: Int64 = 0

  /// The local date and time at a moment.
  init(_ moment: Timestamp) {
    var seconds = time_t(clamping: moment.milliseconds / 1000)
    localtime_r(&seconds, &fields)
    fraction = moment.milliseconds % 1000
  }

  /// The beginning of a day.
  init(year: Int32, month: Int32, day: Int32) {
    fields.tm_year = year - 1900
    fields.tm_mon = month - 1
    fields.tm_mday = day
  }

  /// Whether the Gregorian calendar has such a day.
  static func exists(year: Int32, month: Int32, day: Int32) -> Bool {
    guard (1...9999).contains(year), (1...12).contains(month) else { return false }
    return (1...length(ofMonth: month, in: year)).contains(day)
  }

  /// The moment; of a time that the clock jumps over, one beside it.
  var moment: Timestamp {
    var fields = fields
    // Whether summer time holds, the system knows.
    fields.tm_isdst = -1
    let seconds = Int64(mktime(&fields))
    return Timestamp(
      milliseconds: seconds.multipliedReportingOverflow(by: 1000).partialValue + fraction)
  }

  var startOfDay: LocalDate {
    var date = self
    date.fields.tm_hour = 0
    date.fields.tm_min = 0
    date.fields.tm_sec = 0
    date.fraction = 0
    return date
  }

  var startOfMonth: LocalDate {
    var date = startOfDay
    date.fields.tm_mday = 1
    return date
  }

  var startOfYear: LocalDate {
    var date = startOfMonth
    date.fields.tm_mon = 0
    return date
  }

  var daysSinceMonday: Int32 { (fields.tm_wday + 6) % 7 }

  /// The same time of another day; where a month has no such day, on its last.
  func adding(days: Int32 = 0, months: Int32 = 0) -> LocalDate {
    var date = self
    if months != 0 {
      let month = fields.tm_year * 12 + fields.tm_mon + months
      let (years, rest) = month.quotientAndRemainder(dividingBy: 12)
      date.fields.tm_year = rest < 0 ? years - 1 : years
      date.fields.tm_mon = rest < 0 ? rest + 12 : rest
      let length = Self.length(ofMonth: date.fields.tm_mon + 1, in: date.fields.tm_year + 1900)
      date.fields.tm_mday = min(fields.tm_mday, length)
    }
    date.fields.tm_mday += days
    return date
  }

  private static func length(ofMonth month: Int32, in year: Int32) -> Int32 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int32] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return lengths[Int(month) - 1]
  }
}
