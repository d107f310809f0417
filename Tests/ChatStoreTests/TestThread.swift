import Foundation
import Synchronization

/// A thread whose result a test waits for.
final class TestThread<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    let thread = Thread { [self] in
      let result = Result { try body() }
      outcome.withLock { $0 = result }
      isDone.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Waits for the end.
  func result() throws -> Value {
    isDone.wait()
    defer { isDone.signal() }
    guard let outcome = outcome.withLock({ $0 }) else { throw CancellationError() }
    return try outcome.get()
  }

  /// True when the thread has ended, or the kernel says that someone waits for a lock of the file.
  func isWaitingForLock(of path: String) -> Bool {
    if outcome.withLock({ $0 != nil }) { return true }
    var status = stat()
    guard stat(path, &status) == 0, let locks = FileManager.default.contents(atPath: "/proc/locks")
    else { return true }
    return String(decoding: locks, as: UTF8.self).split(separator: "\n").contains {
      $0.contains("->") && $0.contains(":\(status.st_ino) ")
    }
  }
}

extension Thread {
  /// Runs a closure on a thread of its own.
  static func detached<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) -> TestThread<Value> {
    TestThread(body)
  }
}
