#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Time as a client needs it, so that a test can turn the hands itself.
public struct ChatClock: Sendable {
  /// The time since some moment in the past, in which a machine that slept did not age.
  public var now: @Sendable () -> Duration
  /// Waits; throws when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// Seconds since 1970, for a `Retry-After` that names a date.
  public var unixTime: @Sendable () -> Double

  /// Makes a clock.
  public init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    unixTime: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.unixTime = unixTime
  }

  /// The machine's clock.
  public static var system: ChatClock {
    let start = SuspendingClock.now
    return ChatClock(
      now: { start.duration(to: .now) },
      sleep: { try await Task.sleep(for: $0, clock: .suspending) },
      unixTime: { Double(time(nil)) })
  }
}
