import ChatTestSupport
import ChatTokens
import Testing

@Suite("A list of merges")
struct MergeListTests {
  /// The single bytes as byte-level vocabularies write them.
  private func list() throws -> MergeList {
    var list = MergeList()
    var other: UInt32 = 0x100
    for byte in UInt32(0)...255 {
      let prints = (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
      let scalar = try #require(Unicode.Scalar(prints ? byte : other))
      if !prints { other += 1 }
      try list.add(token: String(scalar), id: byte)
    }
    return list
  }

  private func tokenizer(_ list: MergeList) throws -> BytePairTokenizer {
    let packed = PackedMemory(
      try BytePairTokenizer.packed(
        list.source(splitting: .gpt2, normalizes: false, matchesWholePieces: false)))
    return try #require(BytePairTokenizer(id: "test", packed: packed.bytes, owner: packed))
  }

  @Test("Pairs merge in their order, and tokens keep the ids of the file")
  func order() throws {
    var list = try list()
    for (index, token) in ["ab", "bc", "abc"].enumerated() {
      try list.add(token: token, id: 500 - UInt32(index))
    }
    try list.merge("b", "c", index: 0)
    try list.merge("a", "b", index: 1)
    try list.merge("a", "bc", index: 2)
    let tokenizer = try tokenizer(list)
    #expect(tokenizer.tokens(of: "abc").map(\.id) == [498])
    #expect(tokenizer.tokens(of: "ab").map(\.id) == [500])
    #expect(tokenizer.tokens(of: "bcb").map(\.id) == [499, 0x62])
  }

  @Test("A token that no pair makes is never found, as the special tokens of some files")
  func withoutPair() throws {
    var list = try list()
    try list.add(token: "<x", id: 300)
    #expect(try tokenizer(list).tokens(of: "<x").map(\.id) == [0x3C, 0x78])
  }

  @Test("Pairs that no order of tokens can say are refused")
  func otherOrder() throws {
    var list = try list()
    for (index, token) in ["ab", "bc", "abc"].enumerated() {
      try list.add(token: token, id: 300 + UInt32(index))
    }
    try list.merge("b", "c", index: 0)
    try list.merge("a", "b", index: 1)
    // Merging "abc" leads to "a" and "bc", which the file does not merge.
    try list.merge("ab", "c", index: 2)
    #expect(throws: VocabularyError.otherOrder(id: 302)) { try tokenizer(list) }
  }

  @Test("A merge of what is no token, or into none, is named")
  func unknownMerge() throws {
    var list = try list()
    try list.add(token: "ab", id: 300)
    #expect(throws: VocabularyError.unknownMerge(index: 4)) {
      try list.merge("ab", "c", index: 4)
    }
    #expect(throws: VocabularyError.unknownMerge(index: 5)) {
      try list.merge("语", "c", index: 5)
    }
    #expect(throws: VocabularyError.notByteLevel(token: "语")) {
      try list.add(token: "语", id: 301)
    }
    #expect(throws: VocabularyError.duplicate(id: 302)) { try list.add(token: "ab", id: 302) }
  }
}
