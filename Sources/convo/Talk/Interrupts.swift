import Dispatch
import Glibc
import Synchronization

/// The first Ctrl-C ends a reply and keeps what has come; the second kills.
///
/// There is one for the process: a signal that has been taken over stays so, and what it does depends on
/// whether a reply is on its way.
final class Interrupts: Sendable {
  /// The one of this process; signals are taken over with its first use.
  static let process = Interrupts()

  private let received = Atomic<Int32>(0)
  private let action = Mutex<(@Sendable () -> Void)?>(nil)
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  private init() {
    let signals = Self.heeded([SIGINT, SIGTERM, SIGHUP])
    sources = signals.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for (number, source) in zip(signals, sources) {
      source.setEventHandler { [self] in
        let isFirst = received.exchange(number, ordering: .relaxed) == 0
        if isFirst, let action = action.withLock({ $0 }) { return action() }
        // Asked twice, or with no reply on its way: die of the signal, as the shell expects.
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
    }
  }

  /// Calls `action` at the first signal, from another thread, until `end()`.
  func begin(_ action: @escaping @Sendable () -> Void) {
    self.action.withLock { $0 = action }
  }

  /// No reply is on its way any more.
  func end() {
    action.withLock { $0 = nil }
  }

  /// The signals that are not ignored.
  ///
  /// What was ignored when the program started stays ignored: `nohup`, a job in the background.
  static func heeded(_ signals: [Int32]) -> [Int32] {
    signals.filter { number in
      var current = sigaction()
      sigaction(number, nil, &current)
      return unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self)
        != unsafeBitCast(SIG_IGN, to: Int.self)
    }
  }

  /// The exit code of a process that a signal ended; nil while none came.
  var exitCode: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : 128 + number
  }
}
