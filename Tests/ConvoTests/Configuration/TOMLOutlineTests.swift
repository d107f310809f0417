import ChatTestSupport
import Testing

@testable import convo

struct TOMLOutlineTests {
  @Test("Every key is found with its value and line, whatever stands around it")
  func places() throws {
    let text = """
      # a = 1
      top = 1 # one
      "quoted.key" . x = 'a # b'
      [ table . "sub" ]
        inner = [ 1, # two ]
          { y = 2 },
        ] # end
      many = \"\"\"
      [not.a.header]
      x = \"\"\"\"\"
      inline = { a.b = { c = "}" }, d = 2024-01-01 07:00:00 }
      [[list]]
      last = true
      """
    let outline = TOMLOutline(text)
    let found = outline.entries.map { entry in
      let value = String(decoding: outline.bytes[entry.value], as: UTF8.self)
      return "\(outline.position(of: entry.start).line) \(entry.path.written) \(value)"
    }
    #expect(
      found == [
        "2 top 1", "3 \"quoted.key\".x 'a # b'", "4 table.sub [ table . \"sub\" ]",
        "5 table.sub.inner [ 1, # two ]\n    { y = 2 },\n  ]",
        "8 table.sub.many \"\"\"\n[not.a.header]\nx = \"\"\"\"\"",
        "11 table.sub.inline.a.b.c \"}\"", "11 table.sub.inline.a.b { c = \"}\" }",
        "11 table.sub.inline.d 2024-01-01 07:00:00",
        "11 table.sub.inline { a.b = { c = \"}\" }, d = 2024-01-01 07:00:00 }",
        "12 list [[list]]", "13 list.last true",
      ])
    #expect(outline.problem == nil)
  }

  @Test("Columns count characters and lines count in files with any line end")
  func columns() {
    let outline = TOMLOutline("\u{FEFF}a = 1\r\n\"é\u{301}\" = {x = 1}\r\n")
    #expect(outline.entries.map(\.start) == [3, 20, 10])
    #expect(outline.position(of: 10) == (2, 1))
    // Five scalars of the key, three of the sign, the bracket.
    #expect(outline.position(of: 20) == (2, 9))
    #expect(outline.position(of: .max).line == 3)
    #expect(outline.position(of: -1) == (1, 1))
  }

  @Test("Keys that look alike but differ in their bytes are different keys")
  func bytes() {
    let outline = TOMLOutline("\"é\" = 1\n\"e\u{301}\" = 2\n")
    #expect(outline.offset(of: ["é"]) == 0)
    #expect(outline.offset(of: ["e\u{301}"]) == 9)
  }

  @Test("Any text is walked through to its end without a trap")
  func anything() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab.=\"'[]{}#,\\ \n\r\tu0é\u{FEFF}")
    for _ in 0..<3_000 {
      let length = Int.random(in: 0...40, using: &generator)
      let text = (0..<length).map { _ in
        String(alphabet[Int.random(in: alphabet.indices, using: &generator)])
      }.joined()
      let outline = TOMLOutline(text)
      for entry in outline.entries {
        #expect(entry.start <= entry.value.lowerBound)
        #expect(entry.value.upperBound <= outline.bytes.count)
      }
    }
  }

  @Test(
    "Nesting that would overrun the library's stack is noted",
    arguments: [
      String(repeating: "a.", count: 50_000) + "a = 1",
      "[" + String(repeating: "a.", count: 50_000) + "a]",
      "a = " + String(repeating: "{a=", count: 50_000),
      "a = " + String(repeating: "[", count: 50_000),
      "a = {" + String(repeating: "a.", count: 50_000) + "a = 1}",
    ])
  func nesting(text: String) {
    #expect(TOMLOutline(text).problem != nil)
  }
}
