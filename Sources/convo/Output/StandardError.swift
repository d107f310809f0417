import Glibc

/// Notices, ids and progress; never data.
enum StandardError {
  /// True when a person reads it.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes one notice as a line. What it quotes may come from a model or an endpoint, so it is
  /// made harmless.
  static func notice(_ text: String) {
    write("convo: \(TerminalText.safe(text))\n")
  }

  /// Writes text as it is.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        // Nobody listens; there is nobody to tell.
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
