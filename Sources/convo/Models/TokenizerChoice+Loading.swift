import ChatTokens

extension TokenizerChoice {
  /// The tokenizer.
  /// - Parameters:
  ///   - splitting: How a `.tiktoken` file's texts are cut.
  ///   - file: The file that the choice stands in, for a path that is relative to it; nil for one from
  ///     the command line.
  /// - Returns: The tokenizer, which reads a file only once in its life.
  /// - Throws: `Failure` for a vocabulary that cannot be used.
  func tokenizer(splitting: Splitting? = nil, beside file: String? = nil) throws -> any Tokenizer {
    switch self {
    case .approximate: return ApproximateTokenizer()
    case .embedded(let vocabulary):
      guard let tokenizer = BytePairTokenizer(vocabulary) else {
        throw Failure(.inputOutput, "This convo is damaged: its vocabulary \(vocabulary.name).")
      }
      return tokenizer
    case .file(let path):
      let path = file.map { Locations.expanded(path, beside: $0, environment: .process) } ?? path
      return try VocabularyCache(folder: Locations.current.cacheFolder + "/vocabularies")
        .tokenizer(VocabularyFile(path: path, splitting: splitting ?? .cl100k))
    }
  }
}
