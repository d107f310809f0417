import ChatStore
import Synchronization

/// A clock that a benchmark sets, so that messages are as old as those of years.
final class SteppingClock: Sendable {
  /// The end of the four years in which messages were written: 2026-11-01.
  static let end = Timestamp(milliseconds: 1_793_491_200_000)
  /// Their beginning: 2022-11-01.
  static let start = Timestamp(milliseconds: 1_667_260_800_000)

  private let milliseconds = Atomic(start.milliseconds)

  var now: Timestamp {
    get { Timestamp(milliseconds: milliseconds.load(ordering: .relaxed)) }
    set { milliseconds.store(newValue.milliseconds, ordering: .relaxed) }
  }
}
