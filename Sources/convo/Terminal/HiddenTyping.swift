import Dispatch
import Glibc

/// A terminal that does not show what is typed, until `end()`.
///
/// A signal that ends the program meanwhile first puts the terminal back, as the user found it.
final class HiddenTyping: Sendable {
  private let descriptor: Int32
  private let before: termios
  private let signals: [(number: Int32, action: sigaction)]
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]
  /// Left by each source once it is cancelled.
  private let cancelled = DispatchGroup()

  /// Stops the echo (termios(3)); nil for what is no terminal.
  init?(_ descriptor: Int32) {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    self.descriptor = descriptor
    before = settings
    signals = Interrupts.heeded([SIGINT, SIGQUIT, SIGTERM, SIGHUP]).map { number in
      var action = sigaction()
      sigaction(number, nil, &action)
      return (number, action)
    }
    sources = signals.map { DispatchSource.makeSignalSource(signal: $0.number, queue: .global()) }
    let registered = DispatchGroup()
    for ((number, _), source) in zip(signals, sources) {
      signal(number, SIG_IGN)
      registered.enter()
      cancelled.enter()
      source.setRegistrationHandler { registered.leave() }
      source.setCancelHandler { [cancelled] in cancelled.leave() }
      source.setEventHandler { [self] in
        restore()
        StandardError.write("\n")
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
    }
    // Dispatch handles a signal from some moment after this on; were that after `end()`, the signal would be
    // lost for good.
    registered.wait()
    settings.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK)
    // Ctrl-Z would leave the shell with a terminal that shows nothing; 0 is _POSIX_VDISABLE, and
    // Swift sees the array as a tuple.
    settings.c_cc.10 = 0
    // What was typed too early has been shown already and is thrown away.
    guard tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else {
      end()
      return nil
    }
  }

  /// Puts terminal and signals back.
  func end() {
    restore()
    for source in sources { source.cancel() }
    cancelled.wait()
    for (number, action) in signals {
      var action = action
      sigaction(number, &action, nil)
    }
  }

  private func restore() {
    var settings = before
    tcsetattr(descriptor, TCSADRAIN, &settings)
  }
}
