#if Networking
  import Testing

  @testable import ChatDemo

  struct DemoPiecesTests {
    @Test(
      "The pieces are short and together they are the text",
      arguments: [
        "", "a", "two words", "你好,世界!这是一个测试。", String(repeating: "x", count: 50), "🇨🇳🇩🇪e\u{301} \n",
      ])
    func whole(text: String) {
      let pieces = DemoPieces.split(text)
      #expect(pieces.joined() == text)
      #expect(pieces.allSatisfy { !$0.isEmpty && $0.count <= 12 })
      #expect(pieces.isEmpty == text.isEmpty)
    }
  }
#endif
