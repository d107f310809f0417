import ChatTestSupport
import Testing

@testable import ChatTokens

@Suite("Splitting")
struct SplittingTests {
  @Test("A known pattern is found, and no other")
  func patterns() {
    let llama =
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+"#
      + #"[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    #expect(Splitting(patterns: [llama]) == .llama3)
    #expect(Splitting(patterns: [llama.replacing("{1,3}", with: "")]) == .qwen)
    #expect(Splitting(patterns: []) == .gpt2)
    #expect(Splitting(patterns: [llama + "|x"]) == nil)
    #expect(Splitting(patterns: [llama, llama]) == nil)
  }

  @Test("Pieces are never empty and joined are the text", arguments: Splitting.allCases)
  func pieces(splitting: Splitting) throws {
    var generator = SeededGenerator(seed: 11)
    let source = VocabularySource(
      entries: (UInt8.min...UInt8.max).map { ([$0], UInt32($0)) }, splitting: splitting)
    let packed = PackedMemory(try BytePairTokenizer.packed(source))
    let tokenizer = try #require(BytePairTokenizer(id: "", packed: packed.bytes, owner: packed))
    for _ in 0..<400 {
      let text = generator.text(ofAtMost: 40)
      #expect(tokenizer.tokens(of: text).flatMap(\.bytes).elementsEqual(text.utf8), "\(text)")
    }
  }
}
