/// Finds the tokens of pieces of text, in an ordered vocabulary.
///
/// Tokens are taken from the left, the longest first; one that byte-pair encoding would not have left
/// beside the one before is given up for a shorter, and where none is left the one before is given up.
/// No place is given up twice, so that the work is linear in the length of the piece:
/// "Efficient byte pair encoding", github.com/github/rust-gems, crate `bpe`.
struct BytePairMerger: ~Copyable, PieceMerger {
  private let vocabulary: PackedVocabulary
  /// The tokens of the last piece.
  private var tokens: UnsafeMutablePointer<UInt32>
  /// Places of the piece that no token may end at, one bit each.
  private var closed: UnsafeMutablePointer<UInt64>
  private var capacity = 256

  init(_ vocabulary: PackedVocabulary) {
    self.vocabulary = vocabulary
    tokens = .allocate(capacity: capacity)
    closed = .allocate(capacity: capacity &>> 6 &+ 1)
  }

  deinit {
    tokens.deallocate()
    closed.deallocate()
  }

  @inline(__always)
  mutating func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let first = vocabulary.longestMatch(bytes, count)
    if first.length == count || whole(bytes, count) != nil { return 1 }
    return merge(bytes, count, first)
  }

  mutating func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (UInt32, Range<Int>) -> Void
  ) {
    if let id = whole(bytes, count) { return body(id, 0..<count) }
    var start = 0
    for index in 0..<merge(bytes, count, vocabulary.longestMatch(bytes, count)) {
      let end = start + vocabulary.length(of: tokens[index])
      body(vocabulary.id(of: tokens[index]), start..<end)
      start = end
    }
  }

  /// The id of a piece that is a token although merging does not lead to it.
  @inline(__always)
  private func whole(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    guard !vocabulary.wholes.isEmpty else { return nil }
    return vocabulary.wholes[Array(UnsafeBufferPointer(start: bytes, count: count))]
  }

  private mutating func reserve(_ count: Int) {
    deallocate()
    capacity = count &* 2
    tokens = .allocate(capacity: capacity)
    closed = .allocate(capacity: capacity &>> 6 &+ 1)
  }

  private func deallocate() {
    tokens.deallocate()
    closed.deallocate()
  }

  @inline(never)
  private mutating func merge(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ first: (token: UInt32, length: Int)
  ) -> Int {
    if count > capacity { reserve(count) }
    closed.update(repeating: 0, count: count &>> 6 &+ 1)
    var found = 0
    var (token, length) = first
    var start = 0
    // Whether the candidate, and the last token that was taken, are the longest at their places.
    var isLongest = true
    var lastIsLongest = true
    while true {
      let end = start &+ length
      if closed[end &>> 6] & 1 &<< UInt64(end & 63) == 0,
        found == 0
          || vocabulary.isBoundary(tokens[found &- 1], token, isLongest: lastIsLongest)
      {
        tokens[found] = token
        found &+= 1
        start = end
        if start == count { return found }
        lastIsLongest = isLongest
        isLongest = true
        (token, length) = vocabulary.longestMatch(bytes + start, count &- start)
      } else if length > 1 {
        isLongest = false
        (token, length) = vocabulary.longestMatch(bytes + start, length &- 1)
      } else {
        // The first byte alone is always right, so that there is a token to give up.
        closed[start &>> 6] |= 1 &<< UInt64(start & 63)
        isLongest = false
        lastIsLongest = false
        found &-= 1
        token = tokens[found]
        length = vocabulary.length(of: token)
        start &-= length
      }
    }
  }
}
