import Glibc

/// Asks on standard error and takes the answers from standard input, one line each.
///
/// Answers may be piped in by a script, which then sees no questions.
final class Dialogue {
  /// Whether a person answers.
  let isTerminal: Bool
  private let descriptor: Int32
  private var unread: [UInt8] = []
  /// Whether nobody is there to be asked again.
  private var hasEnded = false

  /// The longest answer.
  private static let limit = 64 << 10

  /// Takes answers from a descriptor.
  init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Asks for an answer that `read` can make something of; a person is asked again until it is one.
  ///
  /// - Parameters:
  ///   - question: The question, without its colon.
  ///   - suggestion: What an empty answer means.
  ///   - isHidden: Whether the answer must not be seen.
  ///   - read: Makes something of the answer, or throws an error that says what is wrong with it.
  /// - Returns: What was made of the answer.
  /// - Throws: What `read` throws, unless a person can be asked again, and `Failure` when the input
  ///   ends.
  func ask<Value>(
    _ question: String, suggestion: String? = nil, isHidden: Bool = false,
    _ read: (String) throws -> Value
  ) throws -> Value {
    let shown = suggestion.flatMap(\.nonEmpty).map { " [\(TerminalText.line($0))]" } ?? ""
    while true {
      let line = try answer(to: "\(question)\(shown): ", isHidden: isHidden)
      guard let answer = line?.nonEmpty ?? (isTerminal && line == nil ? nil : suggestion) else {
        if isTerminal, line != nil { continue }
        throw Failure(
          .usage,
          "The input ended before there was an answer to \"\(question)\"; nothing was changed.")
      }
      do {
        return try read(answer)
      } catch let error where isTerminal && !hasEnded {
        StandardError.notice(Failure(error).message ?? "\(error)")
      }
    }
  }

  /// Asks a question that an empty answer denies.
  func confirms(_ question: String) throws -> Bool {
    try ask("\(question) y or n", suggestion: "n") { answer in
      switch answer.lowercased() {
      case "y", "yes": true
      case "n", "no": false
      default: throw Failure(.usage, "Answer y or n.")
      }
    }
  }

  private func answer(to question: String, isHidden: Bool) throws -> String? {
    guard isTerminal, isHidden else {
      if isTerminal { StandardError.write(question) }
      return try line()
    }
    guard let typing = HiddenTyping(descriptor) else {
      throw Failure(
        .inputOutput, "This terminal cannot hide what is typed; pipe the key into standard input.")
    }
    defer {
      typing.end()
      StandardError.write("\n")
    }
    // Asked only now: whoever sees the question may type.
    StandardError.write(question)
    return try line()
  }

  /// The next line without the space around it; nil at the end.
  private func line() throws -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeFirst(end + 1) }
        return try Self.text(unread[..<end])
      }
      guard unread.count < Self.limit else {
        throw Failure(.refusedData, "An answer is longer than 64 KiB.")
      }
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        unread += buffer.prefix(count)
      } else if count == 0 || errno != EINTR {
        defer { unread = [] }
        hasEnded = true
        return unread.isEmpty ? nil : try Self.text(unread[...])
      }
    }
  }

  private static func text(_ line: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw Failure(.refusedData, "An answer is not UTF-8; nothing was changed.")
    }
    return text.trimmed
  }
}
