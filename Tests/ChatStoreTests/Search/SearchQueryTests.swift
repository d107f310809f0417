import Testing

@testable import ChatStore

@Suite struct SearchQueryTests {
  @Test(
    "Words and phrases become terms side by side",
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
      ("foo AND bar NOT baz (a) ^b {c}", ["foo", "AND", "bar", "NOT", "baz", "(a)", "^b", "{c}"]),
      ("one -- !!! 😀 two", ["one", "two"]),
      ("a\u{0}b\u{1B}c\u{85}d\u{2028}e", ["a", "b", "c", "d", "e"]),
      ("a - b -- c -", ["a", "b", "c"]), ("well-known --force", ["well-known", "--force"]),
    ])
  func terms(_ text: String, _ terms: [String]) throws {
    let query = try SearchQuery(text)
    #expect(query.shape == terms)
    #expect(query.words == terms)
    let expected = terms.map { "{text} : \"\($0)\"" }.joined(separator: " ")
    #expect(try query.expression == "(\(expected))")
  }

  @Test(
    "OR joins what stands beside it, a minus excludes, a star begins words, and an OR is a word at the beginning",
    arguments: [
      ("a OR b", ["a | b"]), ("a OR b OR \"c d\" e", ["a | b | c d", "e"]),
      ("x a OR b y", ["x", "a | b", "y"]), ("OR", ["OR"]), ("OR b", ["OR", "b"]),
      ("a OR", ["a"]), ("a OR 😀", ["a"]), ("😀 OR a", ["a"]),
      ("a OR 😀 b", ["a", "b"]), ("-a OR b", ["b", "-a"]),
      ("a OR -b", ["a", "-b"]), ("after:2020 OR b", ["b", "after 2020-01-01"]),
      ("a or b", ["a", "or", "b"]),
      ("\"a\" \"OR\" b", ["a", "OR", "b"]),
      ("a OR OR b", ["a | b"]),
      ("foo AND bar OR NOT baz", ["foo", "AND", "bar | NOT", "baz"]),
      ("role:user -draft pre* (a)", ["role=user", "pre*", "(a)", "-draft"]),
      ("-\"a b\" -c*", ["-a b", "-c*"]), ("\"two wor\"* x", ["two wor*", "x"]),
      ("a OR role:user", ["a | role=user"]), ("*", []), ("-*", []), ("数据*", ["数据*"]),
    ])
  func operators(_ text: String, _ shape: [String]) throws {
    #expect(try SearchQuery(text).shape == shape)
  }

  @Test(
    "A filter says which messages are meant, and is text between quotation marks",
    arguments: [
      ("role:USER ROLE:tool", ["role=user", "role=tool"]), ("-role:system", ["-role=system"]),
      ("tag:\"two words\" in:“a title”", ["tag=two words", "in=a title"]),
      ("model：qwen has:Code", ["model=qwen", "has=code"]), ("\"role:user\"", ["role:user"]),
      ("role: user", ["role:", "user"]), ("http://x", ["http://x"]), ("roles:x", ["roles:x"]),
      ("after:2026-11-23 before:2026-12", ["after 2026-11-23", "before 2026-12-01"]),
      ("-after:2026 -before:2026/2/3", ["after 2026-02-03", "before 2026-01-01"]),
      ("tag:a OR tag:b -tag:c", ["tag=a | tag=b", "-tag=c"]), ("std::vector", ["std::vector"]),
    ])
  func filters(_ text: String, _ shape: [String]) throws {
    #expect(try SearchQuery(text).shape == shape)
  }

  @Test(
    "A filter's value that cannot be is an error that says what can be",
    arguments: [
      ("role:me", SearchQueryError.notARole("me")), ("has:teeth", .notATrait("teeth")),
      ("before:soon", .notADate("soon")), ("x -after:2026-02-30", .notADate("2026-02-30")),
    ])
  func errors(_ text: String, _ error: SearchQueryError) throws {
    #expect(throws: error) { try SearchQuery(text) }
    #expect(error.description.hasSuffix("."))
  }

  @Test(
    "Where there is nothing to search for, the query is empty",
    arguments: ["", "   ", "\"\"", "“ ”", "--", "* ( ) : ^", "\u{0}\u{1}", "😀", "。，！"])
  func nothing(_ text: String) throws {
    let query = try SearchQuery(text)
    #expect(query.isEmpty && query.shape == [] && query.words == [])
  }

  @Test("64 terms and 4096 bytes are accepted, one more is too long")
  func limits() throws {
    let words = (1...64).map { "w\($0)" }
    #expect(try SearchQuery(words.joined(separator: " ")).shape == words)
    for more in ["more", "-more", "role:user", "after:2026", "OR more", "-before:1d", "tag:x"] {
      #expect(throws: SearchQueryError.tooLong) {
        try SearchQuery((words + [more]).joined(separator: " "))
      }
    }
    #expect(try SearchQuery(String(repeating: "a", count: 4096)).shape.count == 1)
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
    #expect(try SearchQuery(text).isEmpty)
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
    for (row, scalar) in scalars.enumerated() where try !SearchQuery(String(scalar)).isEmpty {
      #expect(indexed.contains(row + 1), "\(scalar.properties.name ?? "\(scalar.value)")")
    }
  }

  @Test(
    "Words may stand anywhere, the words of a phrase only together",
    arguments: [
      ("swift 列表", [1, 2]), ("\"swift 排序\"", [1]), ("\"列表 swift\"", []), ("not and", [3]),
      ("排序", [1]), ("swift -then", [1]), ("swift OR not", [1, 2, 3]), ("sw* -排序", [2]),
      ("\"and th\"*", [2]), ("-swift not", [3]), ("swift OR not and", [2, 3]), ("列*", [1, 2]),
      ("swift -then OR not", []), ("-\"and then\" swift", [1]),
    ])
  func meaning(_ text: String, _ rows: [Int]) throws {
    let table = try SearchTable("用 Swift 排序列表", "列表 and then Swift", "AND OR NOT", "排、序")
    #expect(try table.rows(matching: SearchQuery(text).expression) == rows)
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
      let query = try SearchQuery(text)
      // What is only excluded is excluded from messages of any role, which the table has none of.
      if query.groups.isEmpty { continue }
      let expression = try query.expression
      accepted += 1
      #expect(throws: Never.self) { try table.rows(matching: expression) }
    }
    #expect(accepted > 1000)
    let longest = try SearchQuery(String(repeating: "排序", count: 680))
    #expect(try table.rows(matching: longest.expression) == [])
  }
}
