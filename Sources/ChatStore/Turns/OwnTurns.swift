import Synchronization

/// The keys of the turns that this process runs through one store object.
final class OwnTurns: Sendable {
  private let keys = Mutex<Set<Int64>>([])

  func insert(_ key: Int64) { keys.withLock { _ = $0.insert(key) } }
  func remove(_ key: Int64) { keys.withLock { _ = $0.remove(key) } }
  func contains(_ key: Int64) -> Bool { keys.withLock { $0.contains(key) } }
}
