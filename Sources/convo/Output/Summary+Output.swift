import ChatStore

extension Summary {
  /// Its text: exact for a pipe, harmless for a terminal.
  var shownText: String { StandardOutput.isTerminal ? TerminalText.safe(text) : text }

  /// Prints it with a line above it that says what it stands for.
  func write(isInUse: Bool) {
    let number = messageCount == 1 ? "1 message" : "\(messageCount) messages"
    let head =
      "── summary \(id.shortID) · \(number), \(first.shortID) to \(last.shortID) · "
      + "\(TerminalText.line(model)) · \(createdAt.localMinute)\(isInUse ? " · in use" : "")"
    StandardOutput.line(
      StandardOutput.isColoured ? "\u{1B}[2m\(head)\u{1B}[0m" : head)
    StandardOutput.line(shownText + "\n")
  }
}

extension JSONLine {
  /// A summary as every command prints it.
  init(_ summary: Summary, in conversation: Conversation, isInUse: Bool) {
    self.init(type: "conversation_summary")
    add("id", summary.id.description)
    add("short_id", summary.id.shortID.shown)
    add("conversation_id", conversation.id.description)
    add("first_id", summary.first.description)
    add("last_id", summary.last.description)
    add("messages", summary.messageCount)
    add("text", summary.text)
    add("provider", summary.provider)
    add("model", summary.model)
    add("created_at", summary.createdAt)
    add("in_use", isInUse)
  }
}
