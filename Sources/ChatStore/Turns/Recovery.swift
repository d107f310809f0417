import Synchronization

/// Remembers that a process looks for dead turns once, with its first write.
final class Recovery: Sendable {
  private let done = Atomic<Bool>(false)

  /// True the first time it is asked.
  func isDue() -> Bool {
    !done.exchange(true, ordering: .relaxed)
  }
}
