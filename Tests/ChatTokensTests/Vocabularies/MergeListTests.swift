import ChatTestSupport
import ChatTokens
import Testing

@Suite("A list of merges")
struct MergeListTests {
  /// The single bytes as byte-level vocabularies write them.
  private func list(without absent: Set<UInt32> = []) throws -> MergeList {
    var list = MergeList()
    var other: UInt32 = 0x100
    for byte in UInt32(0)...255 {
      let prints = (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
      let scalar = try #require(Unicode.Scalar(prints ? byte : other))
      if !prints { other += 1 }
      if !absent.contains(byte) { try list.add(token: String(scalar), id: byte) }
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

  @Test("Only listed pairs merge, though others would make a token too")
  func unlisted() throws {
    var list = try list()
    for (index, token) in ["ab", "bc", "abc"].enumerated() {
      try list.add(token: token, id: 300 + UInt32(index))
    }
    try list.merge("b", "c", index: 0)
    try list.merge("a", "b", index: 1)
    try list.merge("ab", "c", index: 2)
    #expect(try tokenizer(list).tokens(of: "abc").map(\.id) == [0x61, 301])
    try list.merge("a", "bc", index: 3)
    #expect(try tokenizer(list).tokens(of: "abc").map(\.id) == [302])
  }

  @Test("Of two pairs of one token, that which its bytes lead to says when it merges")
  func twoPairs() throws {
    var list = try list()
    for (index, token) in ["ab", "bc", "cd", "abc"].enumerated() {
      try list.add(token: token, id: 300 + UInt32(index))
    }
    try list.merge("a", "bc", index: 0)
    try list.merge("a", "b", index: 1)
    try list.merge("c", "d", index: 2)
    try list.merge("ab", "c", index: 3)
    try list.merge("b", "c", index: 4)
    // Were "abc" made at the place of its first pair, it would be there before "cd".
    #expect(try tokenizer(list).tokens(of: "abcd").map(\.id) == [300, 302])
    #expect(try tokenizer(list).tokens(of: "abc").map(\.id) == [303])
  }

  @Test("A pair that is listed twice merges at its last place")
  func twice() throws {
    var list = try list()
    for (index, token) in ["ab", "bc"].enumerated() {
      try list.add(token: token, id: 300 + UInt32(index))
    }
    try list.merge("a", "b", index: 0)
    try list.merge("b", "c", index: 1)
    #expect(try tokenizer(list).tokens(of: "abc").map(\.id) == [300, 0x63])
    try list.merge("a", "b", index: 2)
    #expect(try tokenizer(list).tokens(of: "abc").map(\.id) == [0x61, 301])
  }

  @Test("Bytes that UTF-8 never has may be left out, but no other")
  func absentBytes() throws {
    let absent = Set<UInt32>([0xC0, 0xC1] + Array(0xF5...0xFF))
    var list = try list(without: absent)
    try list.add(token: "ab", id: .max)
    try list.merge("a", "b", index: 0)
    #expect(try tokenizer(list).tokens(of: "abé").map(\.id) == [.max, 0xC3, 0xA9])
    let other = try self.list(without: absent.union([0xC3]))
    #expect(throws: VocabularyError.missingByte(0xC3)) { try tokenizer(other) }
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
