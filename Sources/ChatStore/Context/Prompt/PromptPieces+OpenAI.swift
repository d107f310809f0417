import ChatTokens

extension PromptPieces {
  /// As OpenAI's cookbook counts; calls and their results, which it does not treat, on the safe side.
  mutating func writeOpenAI(_ message: SentMessage) {
    special(3)
    separate(message.content.role.rawValue)
    separate(message.text)
    separate(message.content.reasoning)
    if let name = message.content.name {
      special()
      separate(name)
    }
    writeCalls(of: message, .safe)
  }

  /// Any template's, with room to spare.
  mutating func writeUnknown(_ message: SentMessage, _ overhead: TemplateOverhead) {
    special(overhead.perMessage)
    separate(message.text)
    separate(message.content.reasoning)
    if let name = message.content.name {
      special(overhead.perName)
      separate(name)
    }
    separate(message.content.refusal)
    separate(message.content.extras)
    writeCalls(of: message, overhead)
  }

  private mutating func writeCalls(of message: SentMessage, _ overhead: TemplateOverhead) {
    if message.content.role == .tool { special(overhead.perToolResult) }
    separate(message.content.toolCallID)
    for call in message.content.toolCalls {
      special(overhead.perToolCall)
      separate(call.callID)
      separate(call.name)
      separate(call.arguments)
      separate(call.extras)
    }
  }
}
