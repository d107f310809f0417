extension PackedVocabulary {
  /// The longest token that the bytes begin with, and its length.
  ///
  /// There is one for any bytes but none, since every byte is a token.
  @inline(__always)
  func longestMatch(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (token: UInt32, length: Int) {
    var unit = TrieUnit(rawValue: units[0])
    var best = unit
    var length = 0
    var index = 0
    while index < count {
      let byte = UInt32(bytes[index])
      let next = TrieUnit(rawValue: units[Int(truncatingIfNeeded: unit.payload ^ byte)])
      guard next.label == byte else { break }
      index &+= 1
      if next.isLeaf { return (next.payload, index) }
      if next.hasValue {
        best = next
        length = index
      }
      unit = next
    }
    return (units[Int(truncatingIfNeeded: best.payload ^ TrieUnit.value)] &>> 11, length)
  }

  /// Whether byte-pair encoding leaves the two tokens side by side, wherever they are.
  ///
  /// It does if no pair of their parts across the boundary would have merged first. The parts are
  /// followed inwards, always from the token that was merged later: "Efficient byte pair encoding",
  /// github.com/github/rust-gems, crate `bpe`.
  /// - Parameters:
  ///   - whole: The token on the left.
  ///   - right: The token on the right.
  ///   - isLongest: Whether no token that the text has at the place of the left one is longer, so that
  ///     it cannot have merged with any part of the right one.
  /// - Returns: Whether they stay apart.
  @inline(__always)
  func isBoundary(_ whole: UInt32, _ right: UInt32, isLongest: Bool) -> Bool {
    var left = whole
    var right = right
    var leftSplit = split(of: left)
    var rightSplit = split(of: right)
    var limit = UInt32.max
    while true {
      if leftSplit.isLeftPart, rightSplit.isRightPart, !(isLongest && left == whole),
        let merged = merged(left, right),
        merged < limit
      {
        return false
      }
      if left > right {
        limit = left
        left = leftSplit.right
        if left == limit {
          limit = right &+ 1
          right = rightSplit.left
          if right &+ 1 == limit { return true }
          rightSplit = split(of: right)
        } else {
          leftSplit = split(of: left)
        }
      } else {
        limit = right &+ 1
        right = rightSplit.left
        if right &+ 1 == limit {
          limit = left
          left = leftSplit.right
          if left == limit { return true }
          leftSplit = split(of: left)
        } else {
          rightSplit = split(of: right)
        }
      }
    }
  }

  @inline(__always)
  private func split(of token: UInt32) -> TokenSplit {
    TokenSplit(rawValue: splits[Int(truncatingIfNeeded: token)])
  }

  /// The token that two tokens merge into.
  @inline(__always)
  func merged(_ left: UInt32, _ right: UInt32) -> UInt32? {
    let parts = TokenSplit.parts(left, right)
    let hash = PairTable.hash(parts)
    var slot = PairTable.slot(hash, capacity: pairCapacity)
    let mark = PairTable.mark(hash)
    while true {
      let entry = pairs[slot]
      if entry == PairTable.empty { return nil }
      if entry &>> 20 == mark {
        let token = entry & 0xF_FFFF
        if split(of: token).parts == parts { return token }
      }
      slot &+= 1
      if slot == Int(truncatingIfNeeded: pairCapacity) { slot = 0 }
    }
  }
}
