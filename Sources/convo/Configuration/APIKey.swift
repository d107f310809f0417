/// A key and where it was found; the key itself never shows.
struct APIKey: Sendable {
  /// The variable that holds for every provider without a key of its own.
  static let commonVariable = "OPENAI_API_KEY"

  /// What goes into the `Authorization` header.
  let value: String
  /// Where it was found, for people: "the environment variable ECNU_API_KEY".
  let source: String

  /// Takes the first line of a text, without the space around it.
  /// - Throws: `ConfigurationError.unusableKey` for one that a header cannot carry.
  init(_ text: String, from source: KeySource) throws(ConfigurationError) {
    let line = String(text.trimmed.prefix { !$0.isNewline }).trimmed
    // Visible ASCII: what else a paste brings along, a server would refuse less clearly.
    guard !line.isEmpty, line.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw .unusableKey(source: source.words)
    }
    value = line
    self.source = source.words
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where it was found.
  var description: String { "the key from \(source)" }

  /// The same as `description`.
  var debugDescription: String { description }

  /// A mirror without the key.
  var customMirror: Mirror { Mirror(self, children: ["source": source]) }
}
