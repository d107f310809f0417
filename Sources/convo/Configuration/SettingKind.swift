import ChatCompletions

/// What a setting may hold.
enum SettingKind: Sendable, Equatable {
  /// Any text.
  case text
  /// A name: text that is not empty and on one line.
  case name
  /// A base URL.
  case url
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// A number.
  case number(ClosedRange<Double>)
  /// A truth value.
  case boolean
  /// One name of an environment variable, or several.
  case variables
  /// A shell command that prints a key; empty for none.
  case command
  /// The path of a file that holds a key; empty for none.
  case path
  /// The name of a tokenizer, or the path of a vocabulary.
  case tokenizer
  /// One of these words.
  case choice([String])
  /// The value of an HTTP header.
  case header
  /// Anything that JSON has.
  case any

  /// What is expected, for "must be …".
  var expected: String {
    switch self {
    case .text: "text in quotes"
    case .name: "a name in quotes, not empty and on one line"
    case .url: "the URL of an endpoint, such as \"https://api.example.org/v1\", without a password"
    case .integer(let range):
      "a whole number between \(range.lowerBound) and \(range.upperBound)"
    case .number(let range): "a number between \(range.lowerBound) and \(range.upperBound)"
    case .boolean: "true or false"
    case .variables:
      "the name of an environment variable, or an array of them, and never the key itself"
    case .command: "a shell command in quotes that prints the key, and never the key itself"
    case .path: "the path of a file in quotes, and never the key itself"
    case .tokenizer:
      "one of " + TokenizerChoice.names.joined(separator: ", ")
        + ", or the path of a .tiktoken or tokenizer.json file"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .header: "text in quotes that an HTTP header can carry"
    case .any: "text, a number, true, false, an array or a table"
    }
  }

  /// Whether a value is such a one.
  func accepts(_ value: JSONValue) -> Bool {
    switch self {
    case .text: value.stringValue != nil
    case .name: value.stringValue.map(Self.isName) ?? false
    case .url: value.stringValue.map { (try? BaseURL($0)) != nil } ?? false
    case .integer(let range): Self.integer(value).map(range.contains) ?? false
    case .number(let range): value.doubleValue.map(range.contains) ?? false
    case .boolean: value.boolValue != nil
    case .variables: Self.variables(value).map { $0.allSatisfy(Self.isVariable) } ?? false
    case .command, .path: value.stringValue.map { !Self.looksLikeKey($0) } ?? false
    case .tokenizer: value.stringValue.flatMap(TokenizerChoice.init) != nil
    case .choice(let words): value.stringValue.map(words.contains) ?? false
    case .header: value.stringValue.map { $0.utf8.allSatisfy(Self.isHeaderByte) } ?? false
    case .any: true
    }
  }

  /// The texts of one string or of an array of strings.
  static func variables(_ value: JSONValue) -> [String]? {
    if let one = value.stringValue { return [one] }
    guard let array = value.arrayValue else { return nil }
    let texts = array.compactMap(\.stringValue)
    return texts.count == array.count ? texts : nil
  }

  /// Whether a key was probably pasted where a command, a path or a name belongs.
  ///
  /// Keys begin with `sk-`, or they are one long word of letters and digits, as no path and no
  /// command is.
  static func looksLikeKey(_ text: String) -> Bool {
    let words = text.split { $0.isWhitespace || "\"'=:;".contains($0) }
    if words.contains(where: { $0.lowercased().hasPrefix("sk-") }) { return true }
    let word = text.trimmed.utf8
    return word.count >= 24 && word.allSatisfy(TOMLKey.isBare)
      && word.contains { 0x30...0x39 ~= $0 } && word.contains { !(0x30...0x39 ~= $0) }
  }

  // `intValue` takes 9.0 for whole; a file that says so has probably a slip in it.
  private static func integer(_ value: JSONValue) -> Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }

  private static func isName(_ text: String) -> Bool {
    !text.trimmed.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" }
  }

  /// POSIX.1-2017 §8.1, and lower case, which shells also take.
  private static func isVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39 ~= first) else { return false }
    return text.utf8.allSatisfy { TOMLKey.isBare($0) && $0 != UInt8(ascii: "-") }
  }

  /// RFC 9110 §5.5, without the bytes above ASCII, which mean something else to every server.
  private static func isHeaderByte(_ byte: UInt8) -> Bool {
    0x20...0x7E ~= byte || byte == 0x09
  }
}
