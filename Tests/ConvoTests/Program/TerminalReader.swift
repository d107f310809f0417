import ChatTestSupport
import Glibc
import Synchronization

/// Reads a terminal's master side on a thread, until the other side is closed.
final class TerminalReader: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let done = LoopbackLatch()

  init(_ master: Int32) throws {
    let thread = LoopbackThread { [self] in
      var piece = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(master, &piece, piece.count)
        guard count > 0 else { break }
        bytes.withLock { $0 += piece[..<count] }
      }
      done.open()
    }
    try thread.start()
  }

  /// Everything that was written, once the other side is closed.
  func text() async -> String {
    await done.wait()
    return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
  }
}
