import Testing

@testable import convo

struct InputTextTests {
  @Test(
    "Line ends at the end are dropped and everything else stays",
    arguments: [
      ("", ""), ("a\n", "a"), ("a\r\n\n", "a"), ("\n\n", ""), (" a \n b \n", " a \n b "),
      ("e\u{301}\u{0301}", "e\u{301}\u{0301}"), ("\u{FEFF}x", "\u{FEFF}x"),
    ])
  func text(input: String, result: String) throws {
    let text = try InputText.text(Array(input.utf8), source: "here")
    #expect(text.utf8.elementsEqual(result.utf8))
  }

  @Test(
    "Bytes that are not UTF-8 are an error with the offset of the first of them",
    arguments: [
      ([0xFF], 0), ([0x61, 0xC3], 1), (Array("é".utf8) + [0x80, 0x61], 2),
      ([0xED, 0xA0, 0x80], 0), ([0x61, 0x62, 0xF4, 0x90, 0x80, 0x80], 2),
    ] as [([UInt8], Int)])
  func notUTF8(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: PromptError.self) { try InputText.text(bytes, source: "here") }
    #expect(error == .notUTF8(source: "here", offset: offset))
  }

  @Test("A NUL is refused")
  func nul() {
    #expect(throws: PromptError.containsNUL(source: "here", offset: 2)) {
      try InputText.text([0x61, 0x62, 0, 0x63], source: "here")
    }
  }
}
