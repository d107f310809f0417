import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("An excerpt shows a piece of the text as it is, with what was found marked")
struct ExcerptTests {
  @Test(
    "Matches that overlap are one mark, and nothing is said twice",
    arguments: [
      ("今天天气很好，我们去公园吧", "天 天气", "今[天天气]很好，我们去公园吧"),
      ("数据库是什么？SQLite 数据库最小", "数据 据库", "[数据库]是什么？SQLite [数据库]最小"),
      ("模型GPT数据库", "模型 gpt", "[模型][GPT]数据库"),
      ("a b a b", "\"a b\" b", "[a b] [a b]"),
    ])
  func overlapping(text: String, query: String, excerpt: String) throws {
    let table = try SearchTable(text)
    #expect(try table.excerpts(SearchQuery(query).expression) == [excerpt])
  }

  @Test(
    "The middle of a long text is shown with dots on both sides, and most of what was asked for")
  func window() throws {
    let filler = (0..<100).map { "w\($0)" }.joined(separator: " ")
    let table = try SearchTable("one \(filler) one two \(filler) 三四 \(filler)")
    let both = try #require(table.excerpts("one two").first)
    #expect(both.contains("[one] [two]") && both.hasPrefix("…") && both.hasSuffix("…"))
    #expect((110...122).contains(both.filter { $0 != "[" && $0 != "]" }.count))
    let first = try #require(table.excerpts("one").first)
    #expect(first.hasPrefix("[one] w0 ") && first.hasSuffix("…"))
    let last = try #require(table.excerpts("w99").first)
    #expect(last.hasPrefix("…") && last.contains("[w99] one two"))
    let end = try SearchTable("\(filler) end")
    let last24 = try #require(end.excerpts("end").first)
    #expect(last24.hasSuffix(" [end]") && (110...123).contains(last24.count))
  }

  @Test("A word as long as the text is cut between characters")
  func longWord() throws {
    let word = String(repeating: "é", count: 100_000)
    let table = try SearchTable("before " + word)
    let excerpt = try #require(table.excerpts("before").first)
    #expect(excerpt.utf8.count < 900)
    #expect(excerpt.hasPrefix("[before]") && excerpt.hasSuffix("…"))
    let found = try #require(table.excerpts("\"\(word)\"").first)
    #expect(found.utf8.count < 900 && found.hasSuffix("é]…"))
  }

  @Test("Whatever is asked of whatever text, the excerpt is a part of it and has a mark")
  func anyText() throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet = ["天", "气", "数", "据", "a", "b", " ", "，", "\u{200B}", "한", "é", "\n"]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 1...90, using: &generator))
        .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
      let table = try SearchTable(text)
      for _ in 0..<5 {
        let query = (0..<Int.random(in: 1...6, using: &generator))
          .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
        let asked = try SearchQuery(query)
        guard !asked.groups.isEmpty else { continue }
        for excerpt in try table.excerpts(asked.expression) {
          #expect(excerpt.contains("["), "\(query) in \(text)")
          let plain = excerpt.replacing("[", with: "").replacing("]", with: "")
            .replacing("…", with: "")
          #expect(
            Array(text.utf8).firstRange(of: Array(plain.utf8)) != nil, "\(query) in \(text)")
        }
      }
    }
  }
}
