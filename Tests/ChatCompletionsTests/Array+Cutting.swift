import ChatTestSupport

extension [UInt8] {
  init(_ text: String) {
    self.init(text.utf8)
  }

  /// The bytes in two pieces.
  func cut(at offset: Int) -> [[UInt8]] {
    [Array(self[..<offset]), Array(self[offset...])]
  }

  /// The bytes in pieces of at most so many.
  func pieces(of size: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }

  /// The bytes in pieces of random sizes.
  func randomPieces(upTo size: Int, using generator: inout SeededGenerator) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < count {
      let end = Swift.min(count, start + Int.random(in: 1...size, using: &generator))
      pieces.append(Array(self[start..<end]))
      start = end
    }
    return pieces
  }
}
