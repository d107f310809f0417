import Glibc

/// Keeps this process alive while another one answers the keyboard.
struct IgnoredSignals: Sendable {
  private let interrupt: sigaction
  private let quit: sigaction

  /// Ignores `SIGINT` and `SIGQUIT` from now on.
  init() {
    interrupt = Self.ignore(SIGINT)
    quit = Self.ignore(SIGQUIT)
  }

  /// Puts back what was there before.
  func restore() {
    for (signal, action) in [(SIGINT, interrupt), (SIGQUIT, quit)] {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  private static func ignore(_ signal: Int32) -> sigaction {
    var previous = sigaction()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(signal, &action, &previous)
    return previous
  }
}
