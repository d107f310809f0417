import Glibc

/// Notices, ids and progress; never data.
enum StandardError {
  /// True when a person reads it.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// True where colour is wanted.
  static let isColoured = isTerminal && StandardOutput.wantsColour

  /// True when both streams go to the same place, so that a notice can end up in the middle of a
  /// line of the reply.
  static let sharesOutput: Bool = {
    var output = stat()
    var errors = stat()
    guard fstat(STDOUT_FILENO, &output) == 0, fstat(STDERR_FILENO, &errors) == 0 else {
      return false
    }
    return output.st_dev == errors.st_dev && output.st_ino == errors.st_ino
  }()

  /// Writes one notice as a line.
  ///
  /// What it quotes may come from a model or an endpoint, so it is made harmless.
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
