import ChatTestSupport
import ChatTokens

/// Small vocabularies over few letters, in which every kind of overlap comes about.
enum RandomVocabulary {
  static func letters(_ generator: inout SeededGenerator, count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0..<3, using: &generator) }
  }

  /// A vocabulary that can be used: no token merges before its parts.
  static func usableEntries(_ generator: inout SeededGenerator) throws -> [VocabularySource.Entry] {
    for _ in 0..<50 {
      let entries = entries(&generator)
      let source = VocabularySource(entries: entries, splitting: .llama3)
      if (try? BytePairTokenizer.packed(source)) != nil { return entries }
    }
    throw VocabularyError.tooLarge
  }

  /// The single bytes, then tokens that merge from two before them, and perhaps a last one of any letters,
  /// which no merging may lead to.
  private static func entries(_ generator: inout SeededGenerator) -> [VocabularySource.Entry] {
    var tokens = (UInt8.min...UInt8.max).map { [$0] }
    var known = Set(tokens)
    var words = ["a", "b", "c"].map { Array($0.utf8) }
    func add(_ token: [UInt8]) {
      guard known.insert(token).inserted else { return }
      tokens.append(token)
      words.append(token)
    }
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      let left = words.randomElement(using: &generator) ?? []
      let right = words.randomElement(using: &generator) ?? []
      if left.count + right.count <= 12 { add(left + right) }
    }
    if generator.once(in: 2) {
      add(letters(&generator, count: Int.random(in: 2...9, using: &generator)))
    }
    return tokens.enumerated().map { index, token in
      (token, index < 256 ? UInt32(index) : UInt32(1000 + index * 3))
    }
  }
}
