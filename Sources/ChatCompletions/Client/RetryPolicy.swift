/// When and after which delay a request is sent again.
///
/// Only a request that got no byte of a reply is; after the first byte the model has been paid.
public struct RetryPolicy: Sendable, Equatable {
  /// How often a request is sent at most, the first time included.
  public var maxAttempts: Int
  /// The delay before the second attempt; it doubles with each further one.
  public var baseDelay: Duration
  /// The longest delay.
  ///
  /// An endpoint that asks for more gets no further attempt.
  public var maxDelay: Duration

  /// Makes a policy.
  public init(
    maxAttempts: Int = 3, baseDelay: Duration = .milliseconds(500),
    maxDelay: Duration = .seconds(60)
  ) {
    self.maxAttempts = maxAttempts
    self.baseDelay = baseDelay
    self.maxDelay = maxDelay
  }

  /// A policy that sends everything once.
  public static var never: RetryPolicy { RetryPolicy(maxAttempts: 1) }

  /// The delay after which to try again; nil when not to.
  ///
  /// - Parameters:
  ///   - attempt: How often the request has been sent, from 1.
  ///   - error: Why the last attempt failed.
  ///   - shouldRetry: What the endpoint said in `x-should-retry`; it overrides the status.
  ///   - random: A number in 0..<1; delays are scattered downwards by up to a quarter, so that
  ///     clients that failed together do not return together.
  /// - Returns: The delay.
  func delay(
    after attempt: Int, _ error: ChatClientError, shouldRetry: Bool?, random: Double
  ) -> Duration? {
    guard attempt >= 1, attempt < maxAttempts else { return nil }
    switch error.kind {
    // A name that does not resolve is mostly a typing error; a resolver that hiccups is up again
    // the second time.
    case .transport(.nameNotFound): guard attempt == 1 else { return nil }
    case .transport(.cannotConnect), .transport(.timedOut), .transport(.connectionLost): break
    case .status(let status):
      guard shouldRetry ?? ([408, 409, 429].contains(status) || status >= 500) else { return nil }
    default: return nil
    }
    if let asked = error.retryAfter { return asked <= maxDelay ? asked : nil }
    var delay = min(max(baseDelay, .zero), maxDelay)
    for _ in 1..<attempt where delay < maxDelay { delay = min(delay * 2, maxDelay) }
    return delay * (1 - 0.25 * min(max(random, 0), 1))
  }
}
