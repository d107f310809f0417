import Glibc

/// Locks that the operating system drops when the process that holds them dies.
///
/// Each running turn holds one byte of a file beside the store, at the offset of the turn's key;
/// byte 0 is held while the schema is made or migrated. They are open file description locks
/// (`fcntl(2)`), which belong to this object's descriptor: neither another file being closed nor
/// another thread can drop them by accident, and no child process inherits them.
final class LiveLocks: Sendable {
  private let descriptor: Int32

  private static let getLock: Int32 = 36  // F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW of
  private static let setLock: Int32 = 37  // <bits/fcntl-linux.h>; Swift's Glibc module does not
  private static let setLockWaiting: Int32 = 38  // show names behind _GNU_SOURCE.

  /// Opens the lock file, made when it is missing.
  init(path: String) throws(ChatStoreError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ChatStoreError(systemError: errno, path: path) }
  }

  deinit {
    close(descriptor)
  }

  /// Takes the lock of a running turn; false when another process has it.
  func take(_ key: Int64) -> Bool { set(F_WRLCK, key, command: Self.setLock) }

  /// Gives a turn's lock back.
  func release(_ key: Int64) { _ = set(F_UNLCK, key, command: Self.setLock) }

  /// True while some other descriptor holds the lock of a turn.
  ///
  /// A lock held through this very object does not count, so a process must ask its own memory
  /// about its own turns.
  func isHeldElsewhere(_ key: Int64) -> Bool {
    var lock = Self.lock(F_WRLCK, key)
    let result = withUnsafeMutablePointer(to: &lock) {
      fcntl(descriptor, Self.getLock, UnsafeMutableRawPointer($0))
    }
    // What cannot be asked is taken to be alive: a live turn must never be recovered.
    return result != 0 || lock.l_type != Int16(F_UNLCK)
  }

  /// Runs `body` while no other process is making or migrating the schema.
  func withMigrationLock<Result>(_ body: () throws -> Result) throws -> Result {
    guard set(F_WRLCK, 0, command: Self.setLockWaiting) else {
      throw ChatStoreError.inputOutput(
        path: "lock file", reason: String(cString: strerror(errno)))
    }
    defer { release(0) }
    return try body()
  }

  private func set(_ type: Int32, _ key: Int64, command: Int32) -> Bool {
    var lock = Self.lock(type, key)
    while true {
      let result = withUnsafeMutablePointer(to: &lock) {
        fcntl(descriptor, command, UnsafeMutableRawPointer($0))
      }
      if result == 0 { return true }
      if errno != EINTR { return false }
    }
  }

  private static func lock(_ type: Int32, _ key: Int64) -> flock {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = Int(key)
    lock.l_len = 1
    lock.l_pid = 0
    return lock
  }
}
