public import ChatStore
import Synchronization

/// A clock that stands still until a test turns it.
public final class StoreSupportClock: Sendable {
  /// 2026-03-01T12:00:00Z, where most tests begin.
  public static let start = Timestamp(milliseconds: 1_772_366_400_000)

  private let time: Mutex<Timestamp>

  /// Makes a clock that shows a time.
  public init(_ time: Timestamp = StoreSupportClock.start) {
    self.time = Mutex(time)
  }

  /// The closure that `ChatStore` takes.
  public var now: @Sendable () -> Timestamp {
    { [self] in time.withLock { $0 } }
  }

  /// Turns it on by milliseconds.
  public func advance(by milliseconds: Int64) {
    time.withLock { $0.milliseconds += milliseconds }
  }
}
