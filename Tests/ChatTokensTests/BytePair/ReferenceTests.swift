import ChatTokens
import Foundation
import Testing

/// More than a hundred megabytes of texts, and a million random strings, in each vocabulary.
///
/// Only with `make test-long`: what it is compared with comes from a package registry.
@Suite(
  "The reference implementations themselves",
  .enabled(if: ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] != nil), .serialized)
struct ReferenceTests {
  @Test("The corpus has the same ids, to the last", arguments: EmbeddedVocabulary.allCases)
  func corpus(vocabulary: EmbeddedVocabulary) throws {
    try Reference.prepare()
    let bytes = try compare(vocabulary, [vocabulary.name, "corpus"])
    #expect(bytes > 50_000_000)
  }

  @Test("A million random strings have the same ids", arguments: EmbeddedVocabulary.allCases)
  func random(vocabulary: EmbeddedVocabulary) throws {
    try Reference.prepare()
    let seed = Int.random(in: 0..<1_000_000)
    let bytes = try compare(vocabulary, [vocabulary.name, "random", "\(seed)", "1000000"])
    #expect(bytes > 10_000_000, "seed \(seed)")
  }

  /// Compares every text, and says how many bytes there were.
  private func compare(_ vocabulary: EmbeddedVocabulary, _ arguments: [String]) throws -> Int {
    let tokenizer = try #require(BytePairTokenizer(vocabulary))
    var bytes = 0
    var differing = 0
    try Reference.forEachText(arguments) { text, ids in
      bytes += text.count
      let found = tokenizer.tokens(of: text)
      guard !found.lazy.map(\.id).elementsEqual(ids) || tokenizer.count(text) != ids.count else {
        return
      }
      differing += 1
      if differing <= 5 {
        let words = String(decoding: text.prefix(200), as: UTF8.self)
        Issue.record(
          "\(words.debugDescription): \(ids.prefix(40)), not \(found.prefix(40).map(\.id))")
      }
    }
    #expect(differing == 0, "\(arguments)")
    return bytes
  }
}
