import Glibc
import Synchronization

/// The reply or the data; buffered, since a table is many small pieces.
///
/// When the reader goes away (`| head`), writing stops and nothing is said.
enum StandardOutput {
  /// True when a person reads it.
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// The columns of the terminal; 80 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// True where colour is wanted: on a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
  static var isColoured: Bool {
    isTerminal && wantsColour
  }

  /// What the environment says about colour.
  static var wantsColour: Bool {
    guard getenv("TERM").map({ String(cString: $0) }) != "dumb" else { return false }
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }

  private struct State {
    var buffer: [UInt8] = []
    var isClosed = false
    var failure: Int32 = 0
  }

  private static let state = Mutex(State())

  /// True when the reader has gone.
  static var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Adds text to what will be written.
  static func write(_ text: String) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.buffer.append(contentsOf: text.utf8)
      if state.buffer.count >= 1 << 16 { flush(&state) }
    }
  }

  /// Adds bytes to what will be written.
  static func write(_ bytes: [UInt8]) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.buffer.append(contentsOf: bytes)
      if state.buffer.count >= 1 << 16 { flush(&state) }
    }
  }

  /// Adds a line.
  static func line(_ text: String) {
    write(text + "\n")
  }

  /// Adds a line of JSON; on a terminal nothing in it is obeyed.
  static func json(_ text: String) {
    line(isTerminal ? TerminalText.escapedInJSON(text) : text)
  }

  /// Writes what was added; a piece of a reply must be seen at once.
  static func flush() {
    state.withLock { flush(&$0) }
  }

  /// Writes the rest at the end of the program; a disk that is full must not look like success.
  static func flushOrExit() {
    let failure = state.withLock { state in
      flush(&state)
      return state.failure
    }
    guard failure != 0 else { return }
    StandardError.notice("standard output: \(String(cString: strerror(failure))).")
    exit(Failure.Code.inputOutput.rawValue)
  }

  /// Writes the rest when there is something else to complain about.
  static func flushQuietly() {
    state.withLock { flush(&$0) }
  }

  private static func flush(_ state: inout State) {
    var start = 0
    while start < state.buffer.count, !state.isClosed {
      let count = state.buffer.withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        // Someone else made the pipe non-blocking; it is waited for all the same.
        var entry = pollfd(fd: STDOUT_FILENO, events: CShort(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
      } else if errno != EINTR {
        state.isClosed = true
        // What a terminal says that was closed; its reader is as gone as that of a pipe.
        let code = errno
        if code != EPIPE, !(code == EIO && isTerminal) { state.failure = code }
      }
    }
    state.buffer.removeAll(keepingCapacity: true)
  }
}
