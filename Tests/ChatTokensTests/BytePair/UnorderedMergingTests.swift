import ChatTestSupport
import Testing

@testable import ChatTokens

@Suite("Merging in vocabularies in which tokens merge before their parts")
struct UnorderedMergingTests {
  private func packed(_ source: VocabularySource) throws -> PackedVocabulary {
    let packed = PackedMemory(try BytePairTokenizer.packed(source))
    return try #require(PackedVocabulary(packed.bytes, owner: packed))
  }

  /// The ids of a piece, after it was made sure that counting it finds as many.
  private func ids<Merger: PieceMerger & ~Copyable>(
    _ piece: [UInt8], _ merger: inout Merger
  ) -> [UInt32] {
    var ids: [UInt32] = []
    var end = 0
    piece.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      merger.find(base, bytes.count) { id, range in
        #expect(range.lowerBound == end)
        end = range.upperBound
        ids.append(id)
      }
      #expect(merger.count(base, bytes.count) == ids.count)
    }
    #expect(end == piece.count)
    return ids
  }

  private func compare(
    _ source: VocabularySource, _ naive: NaiveMerging, _ generator: inout SeededGenerator
  ) throws -> PackedVocabulary {
    let vocabulary = try packed(source)
    var pairwise = PairwiseMerger(vocabulary)
    var backtracking = BytePairMerger(vocabulary)
    let names = Dictionary(uniqueKeysWithValues: source.entries.map { ($0.bytes, $0.id) })
    for _ in 0..<20 {
      let length = Int.random(in: 1...(generator.once(in: 20) ? 300 : 20), using: &generator)
      let piece = RandomVocabulary.letters(&generator, count: length)
      let expected = naive.tokens(of: piece).map { names[$0] }
      let text = String(decoding: piece, as: UTF8.self)
      // What is whole and ordered is in a table that only backtracking looks at.
      if !vocabulary.isOrdered || vocabulary.wholes.isEmpty {
        #expect(ids(piece, &pairwise) == expected, "\(text)")
      }
      if vocabulary.isOrdered { #expect(ids(piece, &backtracking) == expected, "\(text)") }
    }
    return vocabulary
  }

  @Test(
    "Listed pairs merge each at its own place, as in Hugging Face's tokenizers", arguments: 0..<8)
  func listed(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var unordered = 0
    for _ in 0..<25 {
      let (entries, pairs) = RandomVocabulary.list(&generator)
      var source = VocabularySource(
        entries: entries, splitting: .gpt2, matchesWholePieces: generator.once(in: 2))
      source.pairs = pairs.map { MergePair(left: $0.left, right: $0.right) }
      let naive = NaiveMerging(
        pairs: pairs, wholes: source.matchesWholePieces ? Set(entries.map(\.bytes)) : [])
      if try !compare(source, naive, &generator).isOrdered { unordered += 1 }
    }
    #expect(5...24 ~= unordered)
  }

  @Test("Without a list any two tokens merge that make a third, as in tiktoken", arguments: 0..<8)
  func ranked(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + seed))
    var unordered = 0
    for _ in 0..<25 {
      let entries = RandomVocabulary.shuffledEntries(&generator)
      let source = VocabularySource(entries: entries, splitting: .gpt2)
      if try !compare(source, NaiveMerging(entries), &generator).isOrdered { unordered += 1 }
    }
    #expect(5...24 ~= unordered)
  }

  @Test("An ordered vocabulary has the same tokens by either merger", arguments: 0..<8)
  func ordered(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + seed))
    for _ in 0..<10 {
      let entries = RandomVocabulary.entries(&generator)
      let source = VocabularySource(entries: entries, splitting: .gpt2)
      _ = try compare(source, NaiveMerging(entries), &generator)
    }
  }

  @Test("The built-in vocabularies have the same tokens by either merger")
  func embedded() throws {
    let text = "Tokenizers merge  pairs — 词元化 토큰 \u{1F469}\u{200D}\u{1F680} aaaaaaaa 0000 $$$\n\n\t"
    for vocabulary in EmbeddedVocabulary.allCases {
      let tokenizer = try #require(BytePairTokenizer(vocabulary))
      for piece in tokenizer.tokens(of: text).map(\.bytes) + [Array(text.utf8)] {
        var pairwise = PairwiseMerger(tokenizer.vocabulary)
        var backtracking = BytePairMerger(tokenizer.vocabulary)
        #expect(ids(piece, &pairwise) == ids(piece, &backtracking))
      }
    }
  }

  @Test("A merger goes from piece to piece, be they longer or shorter")
  func pieces() throws {
    let entries = (UInt8.min...UInt8.max).map { (bytes: [$0], id: UInt32($0)) }
    let words = ["abc", "ab", "aaaa", "aa"].enumerated().map { index, word in
      (bytes: Array(word.utf8), id: UInt32(300 + index))
    }
    let source = VocabularySource(entries: entries + words, splitting: .gpt2)
    let packed = PackedMemory(try BytePairTokenizer.packed(source))
    let tokenizer = try #require(BytePairTokenizer(id: "", packed: packed.bytes, owner: packed))
    let long = String(repeating: "a", count: 1000)
    let text = "\(long) abcb aa b \(long)abc"
    let ids = tokenizer.tokens(of: text).map(\.id)
    #expect(tokenizer.count(text) == TokenCount(exactly: ids.count))
    let space: UInt32 = 0x20
    let fours = Array(repeating: UInt32(302), count: 250)
    #expect(
      ids == fours + [space, 300, 0x62, space, 303, space, 0x62, space] + fours + [300])
  }

  @Test("A long piece takes n log n steps, whatever merges with what")
  func long() throws {
    let entries = (UInt8.min...UInt8.max).map { (bytes: [$0], id: UInt32($0)) }
    let words = [64, 32, 16, 8, 4, 2].map { [UInt8](repeating: 0x61, count: $0) } + [[0x61, 0x62]]
    let source = VocabularySource(
      entries: entries + words.enumerated().map { ($1, UInt32(300 + $0)) }, splitting: .gpt2)
    let vocabulary = try packed(source)
    #expect(!vocabulary.isOrdered)
    var merger = PairwiseMerger(vocabulary)
    let piece = [UInt8](repeating: 0x61, count: 1 << 17)
    #expect(ids(piece, &merger).count == 1 << 11)
  }
}
