import ChatTestSupport
import Testing

@testable import ChatStore

struct LongTextTests {
  @Test(
    "The index of a large store is found whole, wherever in a word its texts are cut for the comparison"
  )
  func cut() throws {
    try withStore { store in
      let pieces = [
        "words", "HTTPServer2", "naïveté", "snake_case_name", "v1.2.3-rc4", "我们用向量数据库保存聊天记录", "，",
        "데이터베이스",
      ]
      let texts = (0..<1600).map { number in
        var generator = SeededGenerator(seed: UInt64(number))
        let separator = number.isMultiple(of: 3) ? "" : " "
        return "\(number)\(separator)"
          + (0..<50).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined(
            separator: separator)
      }
      _ = try store.createConversation(messages: texts.map { MessageDraft(.user($0)) })
      let findings = try store.findings()
      #expect(findings == [])
    }
  }
}
