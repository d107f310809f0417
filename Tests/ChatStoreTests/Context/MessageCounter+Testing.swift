import ChatStore
import ChatTokens

/// Every byte is a token, so that a test can count.
struct ByteTokenizer: Tokenizer {
  let id = "bytes"

  func count(_ text: String) -> TokenCount { TokenCount(exactly: text.utf8.count) }
}

extension MessageCounter {
  /// The bytes of a message, and so many tokens more.
  static func perMessage(_ tokens: Int) -> MessageCounter {
    MessageCounter(
      tokenizer: ByteTokenizer(),
      overhead: TemplateOverhead(
        perMessage: tokens, perName: 0, perReply: 0, perToolCall: 0, perToolResult: 0, perTool: 0,
        perToolList: 0))
  }
}
