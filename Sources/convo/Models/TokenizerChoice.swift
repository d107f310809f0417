import ChatTokens

/// What counts a model's tokens, by the names that files and options use.
enum TokenizerChoice: Sendable, Equatable {
  /// An estimate by script.
  case approximate
  /// A vocabulary that is part of the program.
  case embedded(EmbeddedVocabulary)
  /// A vocabulary in a file of the user's.
  case file(String)

  /// What there is beside files.
  static let names = EmbeddedVocabulary.allCases.map(\.name) + [ApproximateTokenizer.name]

  /// Finds what a name means; nil for one that is neither a tokenizer's nor could be a file's.
  init?(_ name: String) {
    if name == ApproximateTokenizer.name {
      self = .approximate
    } else if let vocabulary = EmbeddedVocabulary(name: name) {
      self = .embedded(vocabulary)
    } else if name.contains("/") || name.hasSuffix(".json") || name.hasSuffix(".tiktoken") {
      self = .file(name)
    } else {
      return nil
    }
  }
}
