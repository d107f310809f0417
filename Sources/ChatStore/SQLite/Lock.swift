import Glibc

/// A mutual exclusion lock whose closure may use and return values that are not `Sendable`.
///
/// `Synchronization.Mutex` asks that what its closure returns can be sent away; a transaction's
/// closure cannot promise that of its caller's values, nor does it have to: it runs on the caller's
/// own thread.
final class Lock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// The same if nobody holds the lock; nil otherwise.
  func withLockIfFree<Result>(_ body: () throws -> Result) rethrows -> Result? {
    guard pthread_mutex_trylock(mutex) == 0 else { return nil }
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}
