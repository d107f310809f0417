import ChatTestSupport
import ChatTokens

/// Small vocabularies over few letters, in which every kind of overlap comes about.
enum RandomVocabulary {
  typealias Pair = (left: [UInt8], right: [UInt8])

  static func letters(_ generator: inout SeededGenerator, count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0..<3, using: &generator) }
  }

  /// The single bytes, then tokens that merge from two before them, and perhaps a last one of any letters,
  /// which no merging may lead to.
  static func entries(_ generator: inout SeededGenerator) -> [VocabularySource.Entry] {
    var tokens = growing(&generator, from: ["a", "b", "c"].map { Array($0.utf8) })
    if generator.once(in: 2) {
      let last = letters(&generator, count: Int.random(in: 2...9, using: &generator))
      if !tokens.contains(last) { tokens.append(last) }
    }
    return numbered(tokens)
  }

  /// The same in any order, so that tokens merge before their parts.
  static func shuffledEntries(_ generator: inout SeededGenerator) -> [VocabularySource.Entry] {
    numbered(
      growing(&generator, from: ["a", "b", "c"].map { Array($0.utf8) }).shuffled(using: &generator))
  }

  /// Tokens over two or three letters, and pairs that make them: in any order, some tokens of several pairs
  /// and some of none, some pairs twice.
  static func list(
    _ generator: inout SeededGenerator
  ) -> (entries: [VocabularySource.Entry], pairs: [Pair]) {
    let single = ["a", "b", "c"].prefix(generator.once(in: 2) ? 2 : 3).map { Array($0.utf8) }
    let words = growing(&generator, from: single)
    let known = Set(words + single)
    var pairs: [Pair] = words.flatMap { word in
      (1..<word.count).map { (Array(word[..<$0]), Array(word[$0...])) }
    }
    .filter { known.contains($0.left) && known.contains($0.right) }
    .shuffled(using: &generator)
    pairs.removeLast(pairs.count / (generator.once(in: 2) ? 2 : 5))
    for pair in pairs where generator.once(in: 12) {
      pairs.insert(pair, at: Int.random(in: 0...pairs.count, using: &generator))
    }
    return (numbered(words.shuffled(using: &generator)), pairs)
  }

  private static func growing(
    _ generator: inout SeededGenerator, from single: [[UInt8]]
  ) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var words = single
    var known = Set(words)
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      let left = words.randomElement(using: &generator) ?? []
      let right = words.randomElement(using: &generator) ?? []
      guard left.count + right.count <= 12, known.insert(left + right).inserted else { continue }
      tokens.append(left + right)
      words.append(left + right)
    }
    return tokens
  }

  /// The single bytes and these, with ids that do not follow from their places.
  private static func numbered(_ tokens: [[UInt8]]) -> [VocabularySource.Entry] {
    ((UInt8.min...UInt8.max).map { [$0] } + tokens).enumerated().map { index, token in
      (token, index < 256 ? UInt32(index) : UInt32(1000 + index * 3))
    }
  }
}
