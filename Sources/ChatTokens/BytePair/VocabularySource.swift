/// The tokens of a vocabulary, as a file lists them.
public struct VocabularySource: Sendable {
  /// A token: its bytes, and what the vocabulary calls it.
  public typealias Entry = (bytes: [UInt8], id: UInt32)

  /// The tokens, the 256 single bytes first, in any order; the others in the order in which they merge,
  /// as far as no pairs say it.
  public var entries: [Entry]
  /// How texts are cut.
  public var splitting: Splitting
  /// Whether texts are normalized to Form C first.
  public var normalizes: Bool
  /// Whether a piece that is a token is that token, even where merging would not lead to it.
  public var matchesWholePieces: Bool
  /// The pairs that merge, in their order, where not every two tokens do whose bytes together are a third.
  var pairs: [MergePair]?

  /// Makes a source of tokens.
  public init(
    entries: [Entry], splitting: Splitting, normalizes: Bool = false,
    matchesWholePieces: Bool = true
  ) {
    self.entries = entries
    self.splitting = splitting
    self.normalizes = normalizes
    self.matchesWholePieces = matchesWholePieces
  }
}
