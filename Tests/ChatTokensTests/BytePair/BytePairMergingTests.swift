import ChatTestSupport
import ChatTokens
import Testing

@Suite("Byte-pair merging")
struct BytePairMergingTests {
  private func tokenizer(_ source: VocabularySource) throws -> BytePairTokenizer {
    let packed = PackedMemory(try BytePairTokenizer.packed(source))
    return try #require(BytePairTokenizer(id: "test", packed: packed.bytes, owner: packed))
  }

  @Test("Every text has the tokens that merging pair by pair leads to", arguments: 0..<24)
  func definition(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let entries = RandomVocabulary.entries(&generator)
    let naive = NaiveMerging(entries)
    let tokenizer = try tokenizer(VocabularySource(entries: entries, splitting: .llama3))
    for _ in 0..<40 {
      let length = Int.random(in: 1...40, using: &generator)
      let piece = RandomVocabulary.letters(&generator, count: length)
      let text = String(decoding: piece, as: UTF8.self)
      let tokens = tokenizer.tokens(of: text)
      #expect(tokens.map(\.bytes) == naive.tokens(of: piece), "\(text)")
      #expect(tokenizer.count(text) == TokenCount(exactly: tokens.count), "\(text)")
      #expect(tokens.allSatisfy { token in entries.contains { $0 == (token.bytes, token.id) } })
    }
  }

  @Test("A piece that is a token is that token, although no merging leads to it")
  func whole() throws {
    let bytes = (UInt8.min...UInt8.max).map { (bytes: [$0], id: UInt32($0)) }
    var source = VocabularySource(
      entries: bytes + [(Array("xyz".utf8), 900)], splitting: .llama3)
    #expect(try tokenizer(source).tokens(of: "xyz").map(\.id) == [900])
    source.matchesWholePieces = false
    #expect(try tokenizer(source).count("xyz") == TokenCount(exactly: 3))
    #expect(try tokenizer(source).count("wxyz") == TokenCount(exactly: 4))
  }

  @Test("Special tokens are text", arguments: EmbeddedVocabulary.allCases)
  func specialTokens(vocabulary: EmbeddedVocabulary) throws {
    let tokenizer = try #require(BytePairTokenizer(vocabulary))
    for text in ["<|endoftext|>", "<|im_start|>", "<｜begin▁of▁sentence｜>"] {
      #expect(tokenizer.tokens(of: text).count > 2)
    }
  }

  @Test("Tokens joined are the text", arguments: EmbeddedVocabulary.allCases)
  func joined(vocabulary: EmbeddedVocabulary) throws {
    let tokenizer = try #require(BytePairTokenizer(vocabulary))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let text = generator.text(ofAtMost: 60)
      let joined = String(decoding: tokenizer.tokens(of: text).flatMap(\.bytes), as: UTF8.self)
      // Swift compares by canonical equivalence, and Qwen's vocabulary normalizes.
      #expect(joined == text)
      if vocabulary != .qwen { #expect(joined.utf8.elementsEqual(text.utf8)) }
    }
  }

  @Test("An empty text has no tokens", arguments: EmbeddedVocabulary.allCases)
  func empty(vocabulary: EmbeddedVocabulary) throws {
    let tokenizer = try #require(BytePairTokenizer(vocabulary))
    #expect(tokenizer.count("") == .zero)
    #expect(tokenizer.tokens(of: "").isEmpty)
  }

  @Test("Embedded vocabularies are found by name, byte for byte")
  func names() {
    #expect(EmbeddedVocabulary(name: "o200k_base") == .o200k)
    #expect(EmbeddedVocabulary(name: "O200K_BASE") == nil)
    #expect(Set(EmbeddedVocabulary.allCases.map(\.name)).count == EmbeddedVocabulary.allCases.count)
  }

  @Test("Bytes that are not a whole packed vocabulary are refused")
  func damaged() throws {
    let entries = (UInt8.min...UInt8.max).map { (bytes: [$0], id: UInt32($0)) }
    let packed = try BytePairTokenizer.packed(
      VocabularySource(entries: entries + [(Array("ab".utf8), 256)], splitting: .qwen))
    for count in [0, 1, 39, 40, 41, packed.count / 2, packed.count - 1] {
      let part = PackedMemory(Array(packed.prefix(count)))
      #expect(BytePairTokenizer(id: "", packed: part.bytes, owner: part) == nil, "\(count)")
    }
    let longer = PackedMemory(packed + [0])
    #expect(BytePairTokenizer(id: "", packed: longer.bytes, owner: longer) == nil)
    var other = packed
    other[0] ^= 1
    let changed = PackedMemory(other)
    #expect(BytePairTokenizer(id: "", packed: changed.bytes, owner: changed) == nil)
  }
}
