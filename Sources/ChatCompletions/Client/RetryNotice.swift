/// That a request is about to be sent again.
public struct RetryNotice: Sendable, Equatable {
  /// Which attempt failed, from 1.
  public var attempt: Int
  /// How long the client waits now.
  public var delay: Duration
  /// Why the attempt failed, in one sentence.
  public var reason: String

  /// Makes a notice.
  public init(attempt: Int, delay: Duration, reason: String) {
    self.attempt = attempt
    self.delay = delay
    self.reason = reason
  }
}
