/// Finds the tokens of pieces of text, one after the other.
protocol PieceMerger: ~Copyable {
  init(_ vocabulary: PackedVocabulary)

  /// The number of tokens of a piece, which has at least a byte.
  mutating func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int

  /// The tokens of a piece, with their places in it.
  mutating func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (UInt32, Range<Int>) -> Void)
}
