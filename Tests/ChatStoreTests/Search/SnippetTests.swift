import Testing

@testable import ChatStore

@Suite struct SnippetTests {
  @Test("What stands between the marks is what was found")
  func marks() {
    let snippet = Snippet(marked: "a \u{2}b\u{3} c\u{2}d\u{3}")
    #expect(snippet.pieces.map(\.text) == ["a ", "b", " c", "d"])
    #expect(snippet.pieces.map(\.isMatch) == [false, true, false, true])
    #expect(snippet.text == "a b cd")
  }

  @Test(
    "Marks in the text itself do no harm",
    arguments: ["", "\u{2}", "\u{3}", "\u{3}a\u{2}", "\u{2}\u{2}a\u{3}\u{3}b", "\u{2}a"])
  func strayMarks(_ text: String) {
    #expect(Snippet(marked: text).text == text.filter { $0 != "\u{2}" && $0 != "\u{3}" })
  }

  @Test("A mark before a combining character is a mark")
  func combining() {
    let snippet = Snippet(marked: "e\u{2}\u{301}\u{3}x")
    #expect(snippet.pieces.map { $0.text.unicodeScalars.count } == [1, 1, 1])
  }
}
