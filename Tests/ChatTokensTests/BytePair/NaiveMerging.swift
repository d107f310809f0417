import ChatTokens

/// Byte-pair encoding as it is defined: of the pairs that merge, the one of the lowest rank does, the
/// leftmost first, until none is left.
struct NaiveMerging {
  /// When two tokens merge; nil for two that do not.
  private let rank: (_ left: [UInt8], _ right: [UInt8]) -> Int?
  /// Pieces that are tokens whatever merging leads to.
  private let wholes: Set<[UInt8]>

  /// Any two tokens merge whose bytes together are a third, at that one's place: tiktoken.
  init(_ entries: [VocabularySource.Entry]) {
    var ranks: [[UInt8]: Int] = [:]
    for (rank, entry) in entries.enumerated() { ranks[entry.bytes] = rank }
    rank = { ranks[$0 + $1] }
    wholes = Set(ranks.keys)
  }

  /// Only listed pairs merge, each at its own place: Hugging Face's tokenizers.
  init(pairs: [(left: [UInt8], right: [UInt8])], wholes: Set<[UInt8]>) {
    var ranks: [[[UInt8]]: Int] = [:]
    for (rank, pair) in pairs.enumerated() { ranks[[pair.left, pair.right]] = rank }
    rank = { ranks[[$0, $1]] }
    self.wholes = wholes
  }

  func tokens(of piece: [UInt8]) -> [[UInt8]] {
    if wholes.contains(piece) { return [piece] }
    var parts = piece.map { [$0] }
    while true {
      let candidates = parts.indices.dropLast().compactMap { index in
        rank(parts[index], parts[index + 1]).map { (rank: $0, index: index) }
      }
      guard let best = candidates.min(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) else {
        return parts
      }
      parts[best.index] += parts[best.index + 1]
      parts.remove(at: best.index + 1)
    }
  }
}
