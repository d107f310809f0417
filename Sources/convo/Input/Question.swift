import Glibc

/// A question that only a person can answer.
enum Question {
  /// Asks on the terminal; nil when nobody is there to answer.
  static func ask(_ text: String) -> String? {
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else { return nil }
    StandardError.write(text)
    return readLine()
  }
}
