import ChatTokens

/// Byte-pair encoding as it is defined: the pair that makes the token of the lowest rank merges, the
/// leftmost first, until none does.
struct NaiveMerging {
  var ranks: [[UInt8]: Int] = [:]

  init(_ entries: [VocabularySource.Entry]) {
    for (rank, entry) in entries.enumerated() { ranks[entry.bytes] = rank }
  }

  func tokens(of piece: [UInt8]) -> [[UInt8]] {
    if ranks[piece] != nil { return [piece] }
    var parts = piece.map { [$0] }
    while true {
      let candidates = parts.indices.dropLast().compactMap { index in
        ranks[parts[index] + parts[index + 1]].map { (rank: $0, index: index) }
      }
      guard let best = candidates.min(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) else {
        return parts
      }
      parts[best.index] += parts[best.index + 1]
      parts.remove(at: best.index + 1)
    }
  }
}
