/// What merges into a vocabulary's tokens, and in which order: its definition, before anything is packed.
///
/// Where a file lists pairs, only these merge, each at its own place of the list: Hugging Face's
/// `tokenizers`, models/bpe/word.rs. Where it lists none, any two tokens do whose bytes together are a
/// third, at that one's rank: `tiktoken`, src/lib.rs. Of several pairs of one rank the leftmost is first.
struct MergeOrder {
  /// How a token comes about: the places of its two parts, and when they merge.
  struct Origin {
    var left: Int
    var right: Int
    var rank: Int
  }

  /// What two tokens merge into, and when.
  private typealias Merge = (token: Int, rank: Int)

  private static let never: Merge = (0, .max)

  private let entries: [VocabularySource.Entry]
  private let places: [ArraySlice<UInt8>: Int]
  private let bytes: [Int]
  /// The listed pairs; nil where the file lists none.
  private let listed: [SIMD2<Int>: Merge]?

  /// Looks through the tokens of a vocabulary.
  /// - Throws: `VocabularyError` for tokens that cannot be used.
  init(_ source: VocabularySource) throws(VocabularyError) {
    entries = source.entries
    guard !entries.isEmpty else { throw .empty }
    guard entries.count <= VocabularyHeader.mostTokens else { throw .tooMany }
    var places: [ArraySlice<UInt8>: Int] = [:]
    var ids: Set<UInt32> = []
    places.reserveCapacity(entries.count)
    ids.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      guard !entry.bytes.isEmpty else { throw .emptyToken(id: entry.id) }
      guard entry.bytes.count <= VocabularyHeader.longestToken else { throw .tooLong(id: entry.id) }
      guard places.updateValue(place, forKey: entry.bytes[...]) == nil else {
        throw .duplicate(id: entry.id)
      }
      guard ids.insert(entry.id).inserted else { throw .sharedID(entry.id) }
    }
    var bytes: [Int] = []
    for byte in UInt8.min...UInt8.max {
      guard let place = places[[byte]], place < 256 else { throw .missingByte(byte) }
      bytes.append(place)
    }
    self.places = places
    self.bytes = bytes
    listed = source.pairs.map { Self.listed($0, places) }
  }

  private static func listed(
    _ pairs: [MergePair], _ places: [ArraySlice<UInt8>: Int]
  ) -> [SIMD2<Int>: Merge] {
    var listed: [SIMD2<Int>: Merge] = [:]
    listed.reserveCapacity(pairs.count)
    for (rank, pair) in pairs.enumerated() {
      guard let left = places[pair.left[...]], let right = places[pair.right[...]],
        let token = places[(pair.left + pair.right)[...]]
      else { continue }
      // Of a pair that is listed twice the last place counts, as in a map that is filled in order.
      listed[SIMD2(left, right)] = (token, rank)
    }
    return listed
  }

  /// How the token at a place comes about; nil for a single byte, and for a token that merging its own
  /// bytes does not lead to.
  ///
  /// There is one way, and only this, even where pairs are listed that would make the same token of other
  /// parts. For wherever the token comes about, no byte of it has merged with one outside. Of all pairs
  /// of the text that which merges next, if it lies within the token, is also the first of those within;
  /// so the merges within are, one after the other, those of the token's bytes alone. Another pair of
  /// parts therefore never stands side by side, and need not be kept.
  func origin(of place: Int) -> Origin? {
    let token = entries[place].bytes
    var bounds = Array(0...token.count)
    var parts = token.map { bytes[Int($0)] }
    func merge(_ index: Int) -> Merge {
      merged(parts[index], parts[index + 1], token[bounds[index]..<bounds[index + 2]])
    }
    var merges = (0..<token.count - 1).map(merge)
    while let first = Self.first(merges) {
      if parts.count == 2 {
        return Origin(left: parts[0], right: parts[1], rank: merges[first].rank)
      }
      parts[first] = merges[first].token
      parts.remove(at: first + 1)
      bounds.remove(at: first + 1)
      merges.remove(at: first)
      if first < merges.count { merges[first] = merge(first) }
      if first > 0 { merges[first - 1] = merge(first - 1) }
    }
    return nil
  }

  private func merged(_ left: Int, _ right: Int, _ whole: ArraySlice<UInt8>) -> Merge {
    if let listed { return listed[SIMD2(left, right)] ?? Self.never }
    return places[whole].map { ($0, $0) } ?? Self.never
  }

  private static func first(_ merges: [Merge]) -> Int? {
    var first: Int?
    var rank = Int.max
    for index in merges.indices where merges[index].rank < rank {
      first = index
      rank = merges[index].rank
    }
    return first
  }
}
