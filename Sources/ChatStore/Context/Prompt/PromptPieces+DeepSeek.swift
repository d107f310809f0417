import ChatTokens

extension PromptPieces {
  /// `<｜User｜>`, the text, `<｜Assistant｜>` (and from V3.1 on `</think>`), the answer, `<｜end▁of▁sentence｜>`.
  ///
  /// What comes before an answer is counted with the prompt, since it also ends a request.
  mutating func writeDeepSeek(_ message: SentMessage, _ template: ChatTemplate) {
    switch message.content.role {
    case .system, .developer:
      // Instructions stand at the beginning, joined with an empty line.
      if message.previous != nil { text("\n\n") }
      text(message.text)
    case .user:
      special()
      text(message.text)
      special(template == .deepSeekV31 ? 2 : 1)
    case .assistant:
      text(message.content.reasoning)
      text(message.text)
      writeDeepSeekCalls(message.content.toolCalls, template)
      special()
    case .tool:
      let isFirst = message.previous != .tool
      if template == .deepSeekV3, !isFirst { text("\n") }
      special()
      text(message.text)
      special()
      // V3 has a token before all results, and one behind them.
      if template == .deepSeekV3, isFirst { special(2) }
    }
  }

  private mutating func writeDeepSeekCalls(_ calls: [ToolCall], _ template: ChatTemplate) {
    guard !calls.isEmpty else { return }
    special()
    for (index, call) in calls.enumerated() {
      if template == .deepSeekV31 {
        special()
        text(call.name)
        special()
        text(call.arguments)
      } else {
        if index > 0 { text("\n") }
        special()
        text("function")
        special()
        text("\(call.name)\n```json\n\(call.arguments)\n```")
      }
      special()
    }
    special()
  }
}
