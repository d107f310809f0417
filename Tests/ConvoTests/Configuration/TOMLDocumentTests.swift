import ChatCompletions
import Testing

@testable import convo

struct TOMLDocumentTests {
  @Test("Values come in the order of the text, with their types")
  func values() throws {
    let text = """
      z = 1
      a = { y = true, b = "x\\ty" }
      [m]
      f = 0.7
      n = [1, "two", [3.0], { q = 1, p = 2 }]
      """
    let document = try TOMLDocument(text, name: "f")
    #expect(
      document.root == [
        "z": 1, "a": ["y": true, "b": "x\ty"],
        "m": ["f": 0.7, "n": [1, "two", [3.0], ["p": 2, "q": 1]]],
      ])
  }

  @Test(
    "What is not TOML is an error with its line and column",
    arguments: [
      ("a = 1\nb = \"x\n", 2), ("a = 1\na = 2\n", 2), ("[a]\nb\n", 2), ("a = {\n", 1),
      ("\n\n\u{0}", 3), ("a = \"x\\u0000y\"", 1), ("a = \"\\U00000000\"", 1),
      ("a = 99999999999999999999", 1), ("x.y = 1\n[x]\n", 2),
      ("a = [}]", 1), ("a = 1\nb = [1,}\nc = 2", 2), ("a = { b = [1,} ", 1), ("a = [\n1,\n}", 3),
    ])
  func syntax(text: String, line: Int) {
    let error = #expect(throws: ConfigurationError.self) { try TOMLDocument(text, name: "f") }
    guard case .syntax(let place, _) = error else {
      Issue.record("not a syntax error: \(String(describing: error))")
      return
    }
    #expect(place.file == "f")
    #expect(place.line == line)
    #expect(place.column >= 1)
    #expect(error?.description.hasPrefix("f:\(line):") == true)
  }

  @Test("Dates and infinities are refused", arguments: ["1979-05-27", "07:32:00", "inf", "nan"])
  func notJSON(value: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try TOMLDocument("\na.b = \(value)", name: "f")
    }
    guard case .wrongValue("a.b", let place, _) = error else {
      Issue.record("not about the value: \(String(describing: error))")
      return
    }
    #expect(place == TextPlace(file: "f", line: 2, column: 1))
  }

  @Test("Nesting without measure is an error and not the end of the program")
  func nesting() {
    let text = String(repeating: "a.", count: 200_000) + "a = 1"
    #expect(throws: ConfigurationError.self) { try TOMLDocument(text, name: "f") }
  }

  @Test("The place of a key is where it is written, or where the nearest thing above it is")
  func places() throws {
    let document = try TOMLDocument("# x\n[a.b]\n  c = { d = 1 }\n", name: "f")
    let lines = [
      ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"], ["a", "b", "q"], ["z"],
    ]
    .map { (path: [String]) in document.place(of: path.map { TOMLKey($0) }).line }
    #expect(lines == [2, 2, 3, 3, 2, 1])
  }
}
