/// Finds the tokens of pieces of text as byte-pair encoding is defined: of all pairs that merge, the one
/// that makes the token of the lowest number does, the leftmost first, until none is left.
///
/// It takes any vocabulary, and n log n steps for n bytes, several times as long as `BytePairMerger`.
struct PairwiseMerger: ~Copyable, PieceMerger {
  private let vocabulary: PackedVocabulary
  /// At the first and at the last byte of every part of the piece: its token.
  private var tokens: UnsafeMutablePointer<UInt32>
  private var capacity = 256
  /// At the first byte of every part that merges with the next: the token that they make.
  private var merges = MinimumTree()

  init(_ vocabulary: PackedVocabulary) {
    self.vocabulary = vocabulary
    tokens = .allocate(capacity: capacity)
  }

  deinit { tokens.deallocate() }

  @inline(__always)
  mutating func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    vocabulary.longestMatch(bytes, count).length == count ? 1 : merge(bytes, count)
  }

  mutating func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (UInt32, Range<Int>) -> Void
  ) {
    let (token, length) = vocabulary.longestMatch(bytes, count)
    if length == count { return body(vocabulary.id(of: token), 0..<count) }
    _ = merge(bytes, count)
    var start = 0
    while start < count {
      let end = start &+ vocabulary.length(of: tokens[start])
      body(vocabulary.id(of: tokens[start]), start..<end)
      start = end
    }
  }

  /// Merges a piece, and says how many parts are left.
  @inline(never)
  private mutating func merge(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    begin(bytes, count)
    var parts = count
    while merges.least != MinimumTree.none {
      let token = merges.least
      let start = merges.first
      let middle = start &+ vocabulary.length(of: tokens[start])
      let end = start &+ vocabulary.length(of: token)
      merges.update(middle, MinimumTree.none)
      tokens[start] = token
      tokens[end &- 1] = token
      merges.update(start, end < count ? merged(token, tokens[end]) : MinimumTree.none)
      if start > 0 {
        let previous = tokens[start &- 1]
        merges.update(start &- vocabulary.length(of: previous), merged(previous, token))
      }
      parts &-= 1
    }
    return parts
  }

  /// Makes every byte a part.
  private mutating func begin(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    if count > capacity {
      tokens.deallocate()
      capacity = count &* 2
      tokens = .allocate(capacity: capacity)
    }
    merges.reset(count: count)
    tokens[0] = vocabulary.longestMatch(bytes, 1).token
    for index in 1..<count {
      tokens[index] = vocabulary.longestMatch(bytes + index, 1).token
      merges.fill(index &- 1, merged(tokens[index &- 1], tokens[index]))
    }
    merges.build()
  }

  @inline(__always)
  private func merged(_ left: UInt32, _ right: UInt32) -> UInt32 {
    vocabulary.merged(left, right) ?? MinimumTree.none
  }
}
