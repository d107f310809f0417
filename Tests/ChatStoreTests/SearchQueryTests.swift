import ChatStore
import Testing

@Suite struct SearchQueryTests {
  @Test(
    "Words and phrases become quoted strings side by side",
    arguments: [
      ("swift", ["swift"]),
      ("  sort \t list\n", ["sort", "list"]),
      ("向量　数据库", ["向量", "数据库"]),
      ("\"a phrase\" word", ["a phrase", "word"]),
      ("“向量 数据” word", ["向量 数据", "word"]),
      ("”closed the wrong way“", ["closed the wrong way"]),
      ("\"he said “yes” to it\"", ["he said “yes” to it"]),
      ("foo\"bar baz\"qux", ["foo", "bar baz", "qux"]),
      ("5\" disk drive", ["5", "disk", "drive"]),
      ("「引用」", ["「引用」"]),
      ("foo AND bar OR NOT baz", ["foo", "AND", "bar", "OR", "NOT", "baz"]),
      ("role:user -draft pre* (a) ^b {c}", ["role:user", "-draft", "pre*", "(a)", "^b", "{c}"]),
      ("one -- !!! 😀 two", ["one", "two"]),
      ("a\u{0}b\u{1B}c\u{85}d\u{2028}e", ["a", "b", "c", "d", "e"]),
    ])
  func terms(_ text: String, _ terms: [String]) throws {
    let query = try SearchQuery(text)
    #expect(query.terms == terms)
    #expect(query.expression == terms.map { "\"\($0)\"" }.joined(separator: " "))
  }

  @Test("A straight mark inside a curly phrase is doubled, also before a combining mark")
  func escaped() throws {
    #expect(try SearchQuery("“say \"hi\" twice”").expression == "\"say \"\"hi\"\" twice\"")
    #expect(try SearchQuery("“a\"\u{301}b”").expression == "\"a\"\"\u{301}b\"")
    #expect(try SearchQuery("\"\u{301}a b\" c").terms == ["\u{301}a b", "c"])
  }

  @Test(
    "Where there is nothing to search for, the expression is empty",
    arguments: ["", "   ", "\"\"", "“ ”", "--", "* ( ) : ^", "\u{0}\u{1}", "😀", "。，！"])
  func nothing(_ text: String) throws {
    let query = try SearchQuery(text)
    #expect(query.terms == [])
    #expect(query.expression == "")
  }

  @Test("64 terms and 4096 bytes are accepted, one more is too long")
  func limits() throws {
    let words = (1...64).map { "w\($0)" }
    #expect(try SearchQuery(words.joined(separator: " ")).terms == words)
    #expect(throws: SearchQueryError.tooLong) {
      try SearchQuery((words + ["more"]).joined(separator: " "))
    }
    #expect(try SearchQuery(String(repeating: "a", count: 4096)).terms.count == 1)
    #expect(throws: SearchQueryError.tooLong) {
      try SearchQuery(String(repeating: "a", count: 4097))
    }
  }

  @Test("A term in which the tokenizer finds nothing is ignored, wherever it stands")
  func emptyPhrases() throws {
    let table = try SearchTable("swift sort")
    for expression in ["\"--\" \"swift\"", "\"swift\" \"--\"", "\"swift\" \"--\" \"sort\""] {
      #expect(try table.rows(matching: expression) == [1])
      #expect(try table.rows(matching: "text : (\(expression))") == [1])
    }
    // What the operator would do, and why the expression does not use it.
    #expect(try table.rows(matching: "\"swift\" AND \"--\"") == [])
  }

  @Test(
    "A text of characters that mean nothing to the tokenizer has no term",
    arguments: [[0xFFFF], [0xFFFE, 0xFFFD], [0xFDD0], [0x1FFFF]] as [[UInt32]])
  func noncharacters(values: [UInt32]) throws {
    let text = String(String.UnicodeScalarView(values.compactMap(Unicode.Scalar.init)))
    #expect(try SearchQuery(text).terms == [])
  }

  @Test(
    "A character that is a term is something to the tokenizer",
    arguments: [0x20..<0x3400, 0xA000..<0xAC00, 0xF900..<0x1_1000, 0x1_F000..<0x2_0000]
      as [Range<UInt32>])
  func everyCharacter(range: Range<UInt32>) throws {
    let scalars = range.compactMap(Unicode.Scalar.init)
    let table = try SearchTable()
    for scalar in scalars { try table.insert(String(scalar).utf8) }
    let indexed = Set(try table.indexedRows())
    for (row, scalar) in scalars.enumerated() where try !SearchQuery(String(scalar)).terms.isEmpty {
      #expect(indexed.contains(row + 1), "\(scalar.properties.name ?? "\(scalar.value)")")
    }
  }

  @Test("Words may stand anywhere, the words of a phrase only together")
  func meaning() throws {
    let table = try SearchTable("用 Swift 排序列表", "列表 and then Swift", "AND OR NOT", "排、序")
    #expect(try table.rows(matching: SearchQuery("swift 列表").expression) == [1, 2])
    #expect(try table.rows(matching: SearchQuery("\"swift 排序\"").expression) == [1])
    #expect(try table.rows(matching: SearchQuery("\"列表 swift\"").expression) == [])
    #expect(try table.rows(matching: SearchQuery("not and").expression) == [3])
    #expect(try table.rows(matching: SearchQuery("排序").expression) == [1])
  }

  @Test("Nothing that can be typed is a syntax error")
  func noSyntaxErrors() throws {
    let table = try SearchTable("swift 排序")
    let pieces = [
      "\"", "“", "”", "AND", "OR", "NOT", "NEAR(", ")", "*", "^", ":", "-", "{", "}", "+", ",", "'",
      ";", " ", "\u{0}", "\u{301}", "text:", "swift", "排序", "f", "\\", "😀", "\u{10FFFF}",
    ]
    var state: UInt64 = 7
    var accepted = 0
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let expression = try SearchQuery(text).expression
      if expression.isEmpty { continue }
      accepted += 1
      #expect(throws: Never.self) { try table.rows(matching: expression) }
      #expect(throws: Never.self) { try table.rows(matching: "text : (\(expression))") }
    }
    #expect(accepted > 1000)
    let longest = try SearchQuery(String(repeating: "排序", count: 680))
    #expect(try table.rows(matching: longest.expression) == [])
  }
}
