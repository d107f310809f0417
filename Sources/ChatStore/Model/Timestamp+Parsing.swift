extension Timestamp {
  /// Reads a date and time as RFC 3339 and Python's `isoformat` write it.
  ///
  /// `2026-11-23T08:30:00.000Z`; the `T` may be a blank, a fraction may have any number of digits, of which
  /// those behind milliseconds are cut off; an offset may be `Z`, `+08:00` or `+0800`; without one the time is
  /// taken for UTC. Nil for anything else.
  public init?(iso8601 text: String) {
    var text = text
    let milliseconds = text.withUTF8 { utf8 in
      var scanner = Scanner(utf8: utf8)
      return scanner.milliseconds()
    }
    guard let milliseconds else { return nil }
    self.init(milliseconds: milliseconds)
  }

  private struct Scanner {
    let utf8: UnsafeBufferPointer<UInt8>
    var position = 0

    init(utf8: UnsafeBufferPointer<UInt8>) {
      self.utf8 = utf8
    }

    private var current: UInt8 { position < utf8.count ? utf8[position] : 0 }

    private mutating func pass(_ byte: Unicode.Scalar) -> Bool {
      guard current == UInt8(ascii: byte), position < utf8.count else { return false }
      position += 1
      return true
    }

    /// So many digits as a number, or as many as there are, at least so many.
    private mutating func number(_ digits: Int, atLeast isOpen: Bool = false) -> Int64? {
      var value: Int64 = 0
      var count = 0
      while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current), isOpen || count < digits {
        guard value < 1_000_000_000_000 else { return nil }
        value = value * 10 + Int64(current - UInt8(ascii: "0"))
        count += 1
        position += 1
      }
      return count >= digits ? value : nil
    }

    mutating func milliseconds() -> Int64? {
      let isNegative = pass("-")
      guard let year = number(4, atLeast: true), pass("-"), let month = number(2), pass("-"),
        let day = number(2), pass("T") || pass(" ") || pass("t"), let hour = number(2), pass(":"),
        let minute = number(2), (1...12).contains(month), (1...31).contains(day), hour < 24,
        minute < 60, year <= 200_000_000
      else { return nil }
      var second: Int64 = 0
      var fraction: Int64 = 0
      if pass(":") {
        guard let value = number(2), value <= 60 else { return nil }
        second = value
        if pass(".") || pass(",") {
          guard let value = self.fraction() else { return nil }
          fraction = value
        }
      }
      guard let offset = offset(), position == utf8.count else { return nil }
      let days = Timestamp.days(year: isNegative ? -year : year, month: month, day: day)
      let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
      return seconds * 1000 + fraction
    }

    /// Milliseconds of the digits behind the point.
    private mutating func fraction() -> Int64? {
      var value: Int64 = 0
      var count = 0
      while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current) {
        if count < 3 { value = value * 10 + Int64(current - UInt8(ascii: "0")) }
        count += 1
        position += 1
      }
      guard count > 0 else { return nil }
      while count < 3 {
        value *= 10
        count += 1
      }
      return value
    }

    /// Seconds that the written time is ahead of UTC.
    private mutating func offset() -> Int64? {
      if position == utf8.count || pass("Z") || pass("z") { return 0 }
      let isBehind = current == UInt8(ascii: "-")
      guard pass("+") || pass("-"), let hours = number(2) else { return nil }
      let hasColon = pass(":")
      guard let minutes = position == utf8.count && !hasColon ? 0 : number(2), hours < 24,
        minutes < 60
      else { return nil }
      return (hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
    }
  }

  /// The day number of a proleptic Gregorian date.
  ///
  /// The algorithm is Howard Hinnant's `days_from_civil`
  /// (<https://howardhinnant.github.io/date_algorithms.html>).
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
