import ChatTestSupport
import ChatTokens
import Testing

@Suite("Vocabularies that cannot be used")
struct VocabularySourceTests {
  private static let bytes = (UInt8.min...UInt8.max).map { (bytes: [$0], id: UInt32($0)) }

  private func error(_ entries: [VocabularySource.Entry]) -> VocabularyError? {
    do {
      _ = try BytePairTokenizer.packed(VocabularySource(entries: entries, splitting: .qwen))
      return nil
    } catch {
      return error
    }
  }

  @Test("A token that is there twice, or empty, is refused")
  func duplicate() {
    #expect(error(Self.bytes + [([0x61], 300)]) == .duplicate(id: 300))
    #expect(error(Self.bytes + [([], 301)]) == .emptyToken(id: 301))
    #expect(error([]) == .empty)
  }

  @Test("Two tokens with one id are refused, since it would not say which of them a text has")
  func sharedID() {
    #expect(error(Self.bytes + [(Array("ab".utf8), 255)]) == .sharedID(255))
    let tokens = [(Array("ab".utf8), UInt32(300)), (Array("bc".utf8), 300)]
    #expect(error(Self.bytes + tokens) == .sharedID(300))
  }

  @Test("What does not fit is said as it is: too many tokens, or too many beginnings of tokens")
  func tooMany() {
    let tokens = (256..<UInt32(1 << 20)).map { (bytes: [UInt8(0x61)], id: $0) }
    #expect(error(Self.bytes + tokens) == .tooMany)
    #expect(VocabularyError.tooMany.description == "it has more than 1048575 tokens")
    let words = VocabularyError.tooLarge(tokens: 900_000).description
    #expect(words.contains("its 900000 tokens") && words.contains("2097152 places"), "\(words)")
  }

  @Test("A byte that is no token is refused, and one behind the merged tokens")
  func missingByte() {
    #expect(error(Self.bytes.filter { $0.bytes != [0x61] }) == .missingByte(0x61))
    let late = Self.bytes.filter { $0.bytes != [0x62] } + [([0x63, 0x64], 256), ([0x62], 257)]
    #expect(error(late) == .missingByte(0x62))
  }

  @Test("A token longer than any real one is refused")
  func tooLong() {
    let token = [UInt8](repeating: 0x61, count: 1025)
    #expect(error(Self.bytes + [(token, 256)]) == .tooLong(id: 256))
  }

  @Test("A vocabulary of nothing but bytes has one token a byte")
  func onlyBytes() throws {
    let packed = PackedMemory(
      try BytePairTokenizer.packed(VocabularySource(entries: Self.bytes, splitting: .gpt2)))
    let tokenizer = try #require(BytePairTokenizer(id: "", packed: packed.bytes, owner: packed))
    #expect(tokenizer.count("语言 model").expected == 12)
  }
}
