import ChatStore

/// A time as people say it who look back: `now`, `5 min ago`, `yesterday`, at last the date.
struct RelativeTime {
  private let time: Timestamp
  private let now: Timestamp

  /// The columns of the longest one.
  static let width = 10

  init(_ time: Timestamp, now: Timestamp) {
    self.time = time
    self.now = now
  }

  /// The words.
  var text: String {
    let (span, overflow) = now.milliseconds.subtractingReportingOverflow(time.milliseconds)
    let minutes = span / 60_000
    // What seems to come from the future was written by another clock.
    guard !overflow, minutes >= 0 else { return time.localDay }
    if minutes < 1 { return "now" }
    if minutes < 60 { return "\(minutes) min ago" }
    let yesterday = SearchDate("yesterday")?.moment(now: now) ?? now
    let today = SearchDate("today")?.moment(now: now) ?? now
    if time >= today { return "\(minutes / 60) h ago" }
    if time >= yesterday { return "yesterday" }
    for days in 2...6 {
      if let day = SearchDate("\(days)d")?.firstDay(now: now), time.localDay >= day {
        return "\(days) days ago"
      }
    }
    return time.localDay
  }
}
