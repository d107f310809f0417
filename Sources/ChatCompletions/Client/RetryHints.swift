/// What a response's headers say about trying again.
struct RetryHints: Sendable, Equatable {
  /// `x-should-retry`.
  var shouldRetry: Bool?
  /// How long to wait.
  ///
  /// That is `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
  /// Negative and nonsensical values count as absent.
  var retryAfter: Duration?

  init() {}

  /// Reads the headers; `unixTime` stands in for a missing `Date`.
  init(headers: [(name: String, value: String)], unixTime: Double) {
    func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name }?.value
    }
    switch header("x-should-retry")?.lowercased() {
    case "true": shouldRetry = true
    case "false": shouldRetry = false
    default: break
    }
    if let text = header("retry-after-ms"), let milliseconds = Self.number(text) {
      retryAfter = Self.duration(seconds: milliseconds / 1000)
    } else if let text = header("retry-after") {
      if let seconds = Self.number(text) {
        retryAfter = Self.duration(seconds: seconds)
      } else if let date = HTTPDate(text) {
        // The sender's own clock, where it tells it, makes wrong clocks harmless.
        let now = header("date").flatMap { HTTPDate($0) }.map { Double($0.unixTime) } ?? unixTime
        retryAfter = Self.duration(seconds: max(0, Double(date.unixTime) - now))
      }
    }
  }

  private static func number(_ text: String) -> Double? {
    let trimmed = text.filter { $0 != " " && $0 != "\t" }
    guard let value = Double(trimmed), value.isFinite, value >= 0 else { return nil }
    return value
  }

  private static func duration(seconds: Double) -> Duration {
    // Far beyond any cap already; Duration would trap on much more.
    .seconds(min(seconds, 1e9))
  }
}
