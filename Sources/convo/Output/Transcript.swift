import ChatStore

/// Messages as a person reads them.
struct Transcript {
  let showsReasoning: Bool

  /// The conversation's id and title on one line.
  static func title(of conversation: Conversation) -> String {
    "\(conversation.id.shortID) \(TerminalText.line(conversation.title))"
  }

  /// Writes a message with a line above it that says who speaks.
  ///
  /// A pipe gets the text byte for byte; a terminal gets it made harmless.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - turn: The turn that made it, if one did.
  ///   - sizes: The sizes of its attachments, in its order.
  func write(_ message: Message, _ turn: Turn?, attachmentSizes sizes: [Int?] = []) {
    var head = "── \(message.role.rawValue) \(message.id.shortID)"
    if let model = turn.map({ $0.modelAnswered ?? $0.model }) { head += " · \(safe(model))" }
    head += " · \(message.createdAt.localMinute)"
    if let turn, turn.status != .complete { head += " · \(turn.status.rawValue)" }
    StandardOutput.line(style(head))
    if showsReasoning, let reasoning = message.content.reasoning {
      StandardOutput.line(style(safe(reasoning)) + "\n")
    }
    for (attachment, size) in zip(message.content.attachments, sizes) {
      let size = size.map(ByteCount.init)?.description ?? "missing"
      StandardOutput.line(
        "[attached: \(TerminalText.line(attachment.name)), "
          + "\(TerminalText.line(attachment.mediaType)), \(size)]")
    }
    if !message.text.isEmpty { StandardOutput.line(safe(message.text)) }
    if let refusal = message.content.refusal { StandardOutput.line("refusal: " + safe(refusal)) }
    for call in message.content.toolCalls {
      StandardOutput.line("call \(safe(call.callID)): \(safe(call.name))(\(safe(call.arguments)))")
    }
    if let id = message.content.toolCallID { StandardOutput.line(style("answers \(safe(id))")) }
    if let error = turn?.error { StandardOutput.line(style("not whole: \(safe(error))")) }
    StandardOutput.line("")
  }

  private func safe(_ text: String) -> String {
    StandardOutput.isTerminal ? TerminalText.safe(text) : text
  }

  private func style(_ text: String) -> String {
    StandardOutput.isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }
}
