import Glibc

/// The descriptor that a prompt may be piped into.
struct StandardInput: Sendable {
  /// Standard input of this process.
  static let process = StandardInput(descriptor: STDIN_FILENO)

  let descriptor: Int32

  /// Takes a descriptor.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether a person would have to type.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Reads what is piped in; nil for a terminal, a closed descriptor, and when there is nothing but
  /// white space, as from `/dev/null` or a `git diff` without changes.
  func read() throws(PromptError) -> String? {
    guard !isTerminal, fcntl(descriptor, F_GETFD) >= 0 else { return nil }
    let text = try InputText.read(descriptor, source: "standard input")
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }
}
