/// A vocabulary as `tokenizer.json` lists it: tokens with their ids, and pairs in the order in which they
/// merge.
public struct MergeList {
  private var ids: [[UInt8]: UInt32] = [:]
  private var merged: [VocabularySource.Entry] = []
  private var seen: Set<[UInt8]> = []
  private var pairs: Set<MergePair> = []

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
      let id = ids[left + right]
    else { throw .unknownMerge(index: index) }
    let token = left + right
    if seen.insert(token).inserted {
      merged.append((token, id))
    } else if merged.last?.bytes != token {
      // It merges later than the first pair of this token, which one number cannot say. No text needs
      // it in the files that there are; if one does, compiling finds out.
      return
    }
    pairs.insert(MergePair(left: left, right: right))
  }

  /// The vocabulary: tokens in the order in which they merge, single bytes first, and last those that no
  /// pair makes.
  /// - Parameters:
  ///   - splitting: How texts are cut.
  ///   - normalizes: Whether texts are normalized to Form C first.
  ///   - matchesWholePieces: Whether a piece that is a token is that token, even where merging would
  ///     not lead to it.
  /// - Returns: What can be compiled.
  public func source(
    splitting: Splitting, normalizes: Bool, matchesWholePieces: Bool
  ) -> VocabularySource {
    let single = ids.filter { $0.key.count == 1 }.sorted { $0.value < $1.value }
    let rest = ids.filter { $0.key.count > 1 && !seen.contains($0.key) }
      .sorted { $0.value < $1.value }
    var source = VocabularySource(
      entries: single.map { ($0.key, $0.value) } + merged + rest.map { ($0.key, $0.value) },
      splitting: splitting, normalizes: normalizes, matchesWholePieces: matchesWholePieces)
    source.pairs = pairs
    return source
  }
}
