/// A moment as people say it in a search: the beginning of a day, a month, a year or a week, or a while
/// ago.
///
/// `2026-11-23`, `2026-11`, `2026`, `today`, `yesterday`, `this-week`, `last-week`, `this-month`,
/// `last-month`, `this-year`, `last-year`, the same in Chinese (`今天`, `昨天`, `本周`, `上周`, `本月`,
/// `上月`, `今年`, `去年`), and `12h`, `3d`, `2w`, `6m`, `1y` before now. Days are those of the local
/// calendar, and weeks begin on Monday as in ISO 8601.
public struct SearchDate: Sendable, Equatable {
  private enum Form: Sendable, Equatable {
    /// With as many of its parts as were said.
    case calendar(year: Int32, month: Int32, day: Int32, parts: Int)
    case ago(hours: Int32, days: Int32, months: Int32)
    case day(ago: Int32)
    case week(ago: Int32)
    case month(ago: Int32)
    case year(ago: Int32)
  }

  private let form: Form

  /// Reads a date; nil for what is none.
  public init?(_ text: String) {
    let text = text.lowercased()
    guard let form = Self.named[text] ?? Self.ago(text) ?? Self.calendar(text) else { return nil }
    self.form = form
  }

  /// The moment that is meant.
  ///
  /// - Parameter now: What counts as now.
  /// - Returns: The moment; the beginning of a day is when the day begins on the local clock.
  public func moment(now: Timestamp) -> Timestamp {
    let date = LocalDate(now)
    switch form {
    case .calendar(let year, let month, let day, _):
      return LocalDate(year: year, month: month, day: day).moment
    case .ago(let hours, let days, let months):
      // Hours are as long as they are when the clock is put forward or back.
      let before = Timestamp(milliseconds: now.milliseconds - Int64(hours) * 3_600_000)
      return LocalDate(before).adding(days: -days, months: -months).moment
    case .day(let ago): return date.startOfDay.adding(days: -ago).moment
    case .week(let ago): return date.startOfDay.adding(days: -date.daysSinceMonday - 7 * ago).moment
    case .month(let ago): return date.startOfMonth.adding(months: -ago).moment
    case .year(let ago): return date.startOfYear.adding(months: -12 * ago).moment
    }
  }

  /// The local day of that moment.
  public func firstDay(now: Timestamp) -> String { moment(now: now).localDay }

  /// The last local day that is meant: of a month its last, of a while ago that day.
  public func lastDay(now: Timestamp) -> String {
    let begin = LocalDate(moment(now: now))
    let next: LocalDate =
      switch form {
      case .calendar(_, _, _, let precision):
        precision == 1
          ? begin.adding(months: 12)
          : precision == 2 ? begin.adding(months: 1) : begin.adding(days: 1)
      case .ago, .day: begin.startOfDay.adding(days: 1)
      case .week: begin.adding(days: 7)
      case .month: begin.adding(months: 1)
      case .year: begin.adding(months: 12)
      }
    return next.adding(days: -1).moment.localDay
  }

  private static let named: [String: Form] = [
    "today": .day(ago: 0), "yesterday": .day(ago: 1), "this-week": .week(ago: 0),
    "last-week": .week(ago: 1), "this-month": .month(ago: 0), "last-month": .month(ago: 1),
    "this-year": .year(ago: 0), "last-year": .year(ago: 1),
    "今天": .day(ago: 0), "昨天": .day(ago: 1), "前天": .day(ago: 2), "本周": .week(ago: 0),
    "上周": .week(ago: 1), "本月": .month(ago: 0), "上月": .month(ago: 1), "上个月": .month(ago: 1),
    "今年": .year(ago: 0), "去年": .year(ago: 1),
  ]

  private static func ago(_ text: String) -> Form? {
    guard let count = number(text.dropLast()), count <= 36_500 else { return nil }
    return switch text.last {
    case "h": .ago(hours: count, days: 0, months: 0)
    case "d": .ago(hours: 0, days: count, months: 0)
    case "w": .ago(hours: 0, days: 7 * count, months: 0)
    case "m": .ago(hours: 0, days: 0, months: count)
    case "y" where count <= 1000: .ago(hours: 0, days: 0, months: 12 * count)
    default: nil
    }
  }

  private static func calendar(_ text: String) -> Form? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    let numbers = parts.compactMap(number)
    guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) }), numbers[0] >= 1
    else { return nil }
    let month = numbers.count > 1 ? numbers[1] : 1
    let day = numbers.count > 2 ? numbers[2] : 1
    guard LocalDate.exists(year: numbers[0], month: month, day: day) else { return nil }
    return .calendar(year: numbers[0], month: month, day: day, parts: numbers.count)
  }

  private static func number(_ text: Substring) -> Int32? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int32(text) : nil
  }
}
