import Dispatch
import Glibc
import Synchronization

/// The first Ctrl-C ends a reply and keeps what has come; the second kills.
final class Interrupts: Sendable {
  private let received = Atomic<Int32>(0)
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  /// Calls `action` at the first signal, from another thread.
  init(action: @escaping @Sendable () -> Void) {
    let signals = Self.heeded([SIGINT, SIGTERM, SIGHUP])
    sources = signals.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for (number, source) in zip(signals, sources) {
      source.setEventHandler { [self] in
        let isFirst = received.exchange(number, ordering: .relaxed) == 0
        if isFirst { return action() }
        // Asked twice: die of the signal, as the shell expects.
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
    }
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
