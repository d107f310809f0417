import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("Whatever is typed is searched for, or it is said in a sentence why it cannot be")
struct TypedTextFuzzTests {
  /// A sample in every run; a million with CONVO_TEST_LONG.
  static let count =
    ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] == nil ? 5000 : 1_000_000

  /// What means something to FTS5, to SQL or to the language of queries, and what no keyboard types.
  private static let pieces: [[UInt8]] =
    [
      "AND", "OR", "NOT", "NEAR(", "NEAR/2", "NEAR(a b, 3)", ")", "(", "*", "^", ":", "-", "--",
      "+",
      "{", "}", "{text facets} :", "text:", "facets:", "rank", "message_fts", ",", ".", "'", ";",
      "\\", "/", "%", "?1", "@x", "$y", "word", "数据", "库", "x86_64", "HTTPServer2", "ruser", "c1",
      "role:", "ROLE:user", "role:tool", "-role:user", "model:", "model:m", "tag:", "tag:red",
      "in:",
      "in:c1", "has:", "has:code", "has:error", "before:", "before:2026", "after:1d", "after:x",
      "before:99999999999999999999", "after:今天", "role：user", "\"", "\"\"", "\"a b\"", "“", "”",
      "\"a\"*", "-\"", "-*", "a*", "**", " ", "  ", "\t", "\n", "\u{0}", "\u{1}", "\u{1B}[31m",
      "\u{7F}", "\u{85}", "\u{A0}", "\u{300}", "\u{301}\u{323}", "e\u{301}", "\u{200B}", "\u{200D}",
      "\u{202E}", "\u{2028}", "\u{3000}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{1F600}",
      "\u{E000}", "\u{10FFFF}", "\u{1100}\u{1161}", "\u{0E01}\u{0E33}", "\u{05D0}\u{05B0}",
      "\u{0928}\u{093F}", "İ", "ß", "ﬃ", "Ⅷ", "½",
    ].map { Array($0.utf8) } + [
      // What would be surrogates, too long, cut off, or beyond the end.
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xC0, 0x80], [0xE4, 0xBD], [0xF4, 0x90, 0x80, 0x80],
      [0xFF], [0x80], [0xF0, 0x9F],
    ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...9, using: &generator) {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: bytes.append(UInt8.random(in: .min ... .max, using: &generator))
      case 1: bytes += String(Character(scalar(&generator))).utf8
      default: bytes += pieces.randomElement(using: &generator) ?? []
      }
      if generator.once(in: 2) { bytes.append(UInt8(ascii: " ")) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalar(_ generator: inout SeededGenerator) -> Unicode.Scalar {
    Unicode.Scalar(UInt32.random(in: 0...0x2_FFFF, using: &generator)) ?? "\u{D7FF}"
  }

  @Test("Random texts, with syntax, controls, marks and broken bytes in them")
  func random() throws {
    try withStore { store in
      let (conversation, _, _) = try store.createConversation(
        messages: [
          MessageDraft(.user("word 数据库 a b x86_64 HTTPServer2 \"quoted\" ' ; role:user")),
          MessageDraft(.calling("c1", text: "e\u{301} ```code``` OR NOT")),
          MessageDraft(.result(of: "c1", "{text} : word*")),
        ], tags: ["red"])
      var generator = SeededGenerator(seed: 99)
      var (searched, found) = (0, 0)
      for _ in 0..<Self.count {
        let typed = Self.text(&generator)
        guard let query = try read(typed) else { continue }
        var options = SearchOptions()
        options.order = generator.once(in: 4) ? .relevance : .newest
        options.references["c1"] = conversation
        if generator.once(in: 4) { options.scopes = Set(SearchScope.allCases) }
        options.columns = Int.random(in: -1...200, using: &generator)
        do {
          let hits = try store.search(query, options)
          searched += 1
          found += hits.isEmpty ? 0 : 1
          if generator.once(in: 8) {
            let count = try store.countHits(query, options)
            #expect(count == hits.count, "\(typed.debugDescription)")
          }
        } catch {
          Issue.record("\(typed.debugDescription): \(error)")
        }
      }
      #expect(searched > Self.count / 2 && found > Self.count / 20, "\(searched) \(found)")
    }
  }

  /// What was typed as a query; nil when it says why it is none.
  private func read(_ typed: String) throws -> SearchQuery? {
    do {
      return try SearchQuery(typed)
    } catch {
      #expect(error.description.hasSuffix("."))
      #expect(error != .tooLong || typed.utf8.count > 64)
      return nil
    }
  }

  @Test(
    "A megabyte is too long, whatever it is made of",
    arguments: ["a", " ", "\"", "word ", "数", "\u{301}", "-a ", "role:user ", "\u{0}", "a OR "])
  func megabyte(_ piece: String) {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    #expect(throws: SearchQueryError.tooLong) { try SearchQuery(text) }
  }

  @Test(
    "The longest texts are searched for",
    arguments: [
      String(repeating: "a", count: 4096), String(repeating: "数", count: 1365),
      String(repeating: " ", count: 4096), String(repeating: "\"", count: 4096),
      String(repeating: "e\u{301}", count: 1365), "a" + String(repeating: "\u{301}", count: 2047),
      "\"" + String(repeating: "a ", count: 2047) + "\"", String(repeating: "a ", count: 64),
      String(repeating: "-a ", count: 64),
      Array(repeating: "a*", count: 64).joined(separator: " OR "),
      Array(repeating: "role:user", count: 64).joined(separator: " OR "),
      Array(repeating: "after:1d", count: 64).joined(separator: " "),
      Array(repeating: "数据", count: 32).joined(separator: " ")
        + String(repeating: " -tag:x", count: 32),
      "in:" + String(repeating: "x", count: 4093),
      "model:\"" + String(repeating: "%", count: 4000) + "\"",
      "tag:" + String(repeating: "'", count: 4000), String(repeating: ":", count: 4096),
      String(repeating: "--", count: 2048), String(repeating: "OR ", count: 60),
    ])
  func longest(_ text: String) throws {
    try withStore { store in
      _ = try store.conversation([.user("a a a 数据"), .user(text)])
      let query = try SearchQuery(text)
      let count = try store.countHits(query)
      let hits = try store.search(query)
      #expect(count == hits.count)
    }
  }
}
