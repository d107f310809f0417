import Glibc

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted, as in POSIX.
  public var milliseconds: Int64

  /// Makes a moment from milliseconds since 1970.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The system's clock.
  public static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000)
  }

  /// Earlier is less.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment in UTC as RFC 3339 writes it, with milliseconds: `2026-11-23T08:30:00.000Z`.
  public var iso8601: String {
    Self.format(milliseconds, offset: 0) + "Z"
  }

  /// The local calendar day as `YYYY-MM-DD`, in the time zone of the process.
  public var localDay: String {
    String(Self.format(milliseconds, offset: localOffset).prefix { $0 != "T" })
  }

  /// The local date and time to the minute: `2026-11-23 16:30`.
  public var localMinute: String {
    let text = Self.format(milliseconds, offset: localOffset)
    let parts = text.split(separator: "T", maxSplits: 1)
    return String(parts[0]) + " " + String(parts[1].prefix(5))
  }

  /// Seconds that local time is ahead of UTC at this moment.
  private var localOffset: Int64 {
    var seconds = time_t(milliseconds.flooredQuotient(1000))
    var fields = tm()
    guard localtime_r(&seconds, &fields) != nil else { return 0 }
    return Int64(fields.tm_gmtoff)
  }

  /// The date and time that is `offset` seconds ahead of UTC.
  static func format(_ milliseconds: Int64, offset: Int64) -> String {
    let seconds = milliseconds.flooredQuotient(1000)
    let fraction = milliseconds &- seconds &* 1000
    let local = seconds.addingReportingOverflow(offset).partialValue
    let days = local.flooredQuotient(86_400)
    let second = local &- days &* 86_400
    let (year, month, day) = civil(days: days)
    if (0...9999).contains(year) {
      return fourDigitYear(
        year, month, day, second / 3600, second / 60 % 60, second % 60, fraction)
    }
    var text: [UInt8] = []
    func append(_ value: Int64, width: Int, after mark: Character? = nil) {
      if let mark = mark?.asciiValue { text.append(mark) }
      if value < 0 { text.append(UInt8(ascii: "-")) }
      let digits = String(value.magnitude).utf8
      text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
      text.append(contentsOf: digits)
    }
    append(year, width: 4)
    append(month, width: 2, after: "-")
    append(day, width: 2, after: "-")
    append(second / 3600, width: 2, after: "T")
    append(second / 60 % 60, width: 2, after: ":")
    append(second % 60, width: 2, after: ":")
    append(fraction, width: 3, after: ".")
    return String(decoding: text, as: UTF8.self)
  }

  /// The same for the years of nearly everything, written in place: an export has millions.
  private static func fourDigitYear(_ fields: Int64...) -> String {
    String(unsafeUninitializedCapacity: 23) { text in
      let widths = [4, 2, 2, 2, 2, 2, 3]
      let marks: StaticString = "--T::."
      var end = 0
      for (index, field) in fields.enumerated() {
        var rest = field
        for place in stride(from: widths[index] - 1, through: 0, by: -1) {
          text[end + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        end += widths[index]
        if index < marks.utf8CodeUnitCount {
          text[end] = marks.utf8Start[index]
          end += 1
        }
      }
      return end
    }
  }

  /// The proleptic Gregorian date of a day number.
  ///
  /// The algorithm is Howard Hinnant's `civil_from_days`
  /// (<https://howardhinnant.github.io/date_algorithms.html>).
  private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days &+ 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
