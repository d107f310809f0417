import ChatTokens
import Foundation
import Testing

@Suite("The ids of the reference implementations")
struct GoldenIDTests {
  /// A text with its ids in each vocabulary, as `Tests/Reference/golden.py` wrote it.
  private struct Golden: Decodable {
    struct Entry: Decodable {
      let text: String
      let cl100k_base: [UInt32]
      let o200k_base: [UInt32]
      let qwen: [UInt32]
      let deepseek: [UInt32]

      func ids(_ vocabulary: EmbeddedVocabulary) -> [UInt32] {
        switch vocabulary {
        case .cl100k: cl100k_base
        case .o200k: o200k_base
        case .qwen: qwen
        case .deepSeek: deepseek
        }
      }
    }

    let texts: [Entry]
  }

  @Test(
    "Texts that take every turn of the splitting have the same ids",
    arguments: EmbeddedVocabulary.allCases)
  func golden(vocabulary: EmbeddedVocabulary) throws {
    let tokenizer = try #require(BytePairTokenizer(vocabulary))
    let texts = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: Reference.folder.appending(path: "golden.json"))
    ).texts
    #expect(texts.count > 200)
    for entry in texts {
      let expected = entry.ids(vocabulary)
      #expect(
        tokenizer.tokens(of: entry.text).map(\.id) == expected, "\(entry.text.debugDescription)")
      #expect(tokenizer.count(entry.text).expected == expected.count)
    }
  }
}
