/// A vocabulary as `tokenizer.json` lists it: tokens with their ids, and pairs in the order in which they
/// merge.
public struct MergeList {
  private var ids: [[UInt8]: UInt32] = [:]
  private var pairs: [MergePair] = []

  /// Makes an empty list.
  public init() {}

  /// Adds a token.
  /// - Parameters:
  ///   - token: Its bytes, each as a character of the byte-level alphabet.
  ///   - id: What the file calls it.
  ///   - isSpecial: Whether it may be spelled in other characters; then no text leads to it.
  /// - Throws: `VocabularyError.notByteLevel`, or `duplicate` for bytes that are a token already.
  public mutating func add(
    token: String, id: UInt32, isSpecial: Bool = false
  ) throws(VocabularyError) {
    guard let bytes = ByteLevelAlphabet.bytes(of: token) else {
      if isSpecial { return }
      throw .notByteLevel(token: token)
    }
    guard ids.updateValue(id, forKey: bytes) == nil else { throw .duplicate(id: id) }
  }

  /// Adds a pair that merges; all tokens must be there.
  /// - Throws: `VocabularyError.unknownMerge`.
  public mutating func merge(
    _ left: String, _ right: String, index: Int
  ) throws(VocabularyError) {
    guard let left = ByteLevelAlphabet.bytes(of: left), ids[left] != nil,
      let right = ByteLevelAlphabet.bytes(of: right), ids[right] != nil,
      ids[left + right] != nil
    else { throw .unknownMerge(index: index) }
    pairs.append(MergePair(left: left, right: right))
  }

  /// The vocabulary.
  /// - Parameters:
  ///   - splitting: How texts are cut.
  ///   - normalizes: Whether texts are normalized to Form C first.
  ///   - matchesWholePieces: Whether a piece that is a token is that token, even where merging would
  ///     not lead to it.
  /// - Returns: What can be compiled.
  public func source(
    splitting: Splitting, normalizes: Bool, matchesWholePieces: Bool
  ) -> VocabularySource {
    let tokens = ids.merging(absentBytes) { known, _ in known }
      .map { (bytes: $0.key, id: $0.value) }.sorted { $0.id < $1.id }
    var source = VocabularySource(
      entries: tokens.filter { $0.bytes.count == 1 } + tokens.filter { $0.bytes.count != 1 },
      splitting: splitting, normalizes: normalizes, matchesWholePieces: matchesWholePieces)
    source.pairs = pairs
    return source
  }

  /// Bytes that some files leave out, since UTF-8 never has them (RFC 3629 §1), with ids that no
  /// token has: the tables want every byte, and no text leads to these.
  private var absentBytes: [[UInt8]: UInt32] {
    let used = Set(ids.values)
    var absent: [[UInt8]: UInt32] = [:]
    var id = UInt32.max
    for byte in [0xC0, 0xC1] + Array(UInt8(0xF5)...0xFF) where ids[[byte]] == nil {
      while used.contains(id) { id -= 1 }
      absent[[byte]] = id
      id -= 1
    }
    return absent
  }
}
