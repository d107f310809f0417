import ChatTestSupport
import Glibc
import Synchronization

/// Reads a terminal's master side on a thread, until the other side is closed.
final class TerminalReader: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isDone = false
    /// How far `wait(for:)` has come.
    var seen = 0
    var waiting: (text: [UInt8], continuation: CheckedContinuation<Bool, Never>)?

    /// Whether the text has come, or never will; what came before it is passed over.
    mutating func settled(_ text: [UInt8]) -> Bool? {
      guard let found = bytes[seen...].firstRange(of: text) else { return isDone ? false : nil }
      seen = found.upperBound
      return true
    }
  }

  private let state = Mutex(State())
  private let done = LoopbackLatch()

  init(_ master: Int32) throws {
    let thread = LoopbackThread { [self] in
      var piece = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(master, &piece, piece.count)
        guard count > 0 else { break }
        update { $0.bytes += piece[..<count] }
      }
      update { $0.isDone = true }
      done.open()
    }
    try thread.start()
  }

  private func update(_ change: (inout State) -> Void) {
    let settled = state.withLock { state -> (CheckedContinuation<Bool, Never>, Bool)? in
      change(&state)
      guard let waiting = state.waiting, let result = state.settled(waiting.text) else {
        return nil
      }
      state.waiting = nil
      return (waiting.continuation, result)
    }
    if let (continuation, result) = settled { continuation.resume(returning: result) }
  }

  /// Waits until a text stands on the screen, after the one that was waited for before.
  /// - Returns: False when the other side was closed without it.
  func wait(for text: String) async -> Bool {
    await withCheckedContinuation { continuation in
      let settled = state.withLock { state -> Bool? in
        if let result = state.settled(Array(text.utf8)) { return result }
        state.waiting = (Array(text.utf8), continuation)
        return nil
      }
      if let settled { continuation.resume(returning: settled) }
    }
  }

  /// Everything that was written, once the other side is closed.
  func text() async -> String {
    await done.wait()
    return String(decoding: state.withLock { $0.bytes }, as: UTF8.self)
  }
}
