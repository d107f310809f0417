import ChatTokens

extension PromptPieces {
  /// ChatML: `<|im_start|>`, the role, a line end, the text, `<|im_end|>`, a line end.
  ///
  /// Qwen3 differs from Qwen2.5 in that `<tool_response>` is a token, and in where a line end stands before a
  /// call. What it writes of earlier reasoning depends on what follows; what is sent is counted.
  mutating func writeQwen(_ message: SentMessage, _ template: ChatTemplate) {
    guard message.content.role != .tool else { return writeQwenResult(message, template) }
    special()
    text(message.role)
    let calls = message.content.toolCalls
    if calls.isEmpty || template == .qwen3 || !message.text.isEmpty { text("\n") }
    if let reasoning = message.content.reasoning, template == .qwen3 {
      special()
      text("\n\(reasoning)\n")
      special()
      text("\n\n")
    }
    text(message.text)
    for (index, call) in calls.enumerated() {
      // Qwen3 has written the line end before a first call already.
      if template == .qwen25 || index > 0 || !message.text.isEmpty { text("\n") }
      special()
      text("\n{\"name\": \"\(call.name)\", \"arguments\": \(call.arguments)}\n")
      special()
    }
    endQwenMessage()
  }

  /// Results in a row share one turn of the user, which the first of them begins and ends.
  private mutating func writeQwenResult(_ message: SentMessage, _ template: ChatTemplate) {
    let isFirst = message.previous != .tool
    if isFirst {
      special()
      text("user")
    }
    if template == .qwen3 {
      text("\n")
      special()
      text("\n\(message.text)\n")
      special()
    } else {
      // The line end merges with the last character of the result before, which that has counted.
      if !isFirst { text(">") }
      text("\n<tool_response>\n\(message.text)\n</tool_response>")
      if !isFirst { special(-1) }
    }
    if isFirst { endQwenMessage() }
  }

  private mutating func endQwenMessage() {
    // `<|im_end|>`, and a line end between special tokens.
    special(2)
  }
}
