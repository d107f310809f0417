package import ChatStore

/// A conversation of another program, as records.
package struct ImportedConversation {
  /// The conversation.
  package var conversation: ConversationRecord
  /// The bytes that its messages carry.
  package var attachments = AttachmentPile()
  /// Its messages, parents before children.
  package var messages: [MessageRecord] = []
  /// What is known of the calls that made its replies.
  package var turns: [TurnRecord] = []
  /// Its branches; without any the store makes `main`.
  package var branches: [BranchRecord] = []

  package init(_ conversation: ConversationRecord) {
    self.conversation = conversation
  }

  /// Lends its records in the order in which a store takes them.
  /// - Throws: What `body` throws, or `ImportError` where attachments cannot be read again.
  package func forEachRecord(_ body: (StoreRecord) throws -> Void) throws {
    try attachments.forEach { try body(.attachment(sha256: $0, bytes: $1)) }
    var conversation = conversation
    conversation.mayChange = true
    try body(.conversation(conversation))
    for var message in messages {
      message.mayChange = true
      try body(.message(message))
    }
    for turn in turns { try body(.turn(turn)) }
    for branch in branches { try body(.branch(branch)) }
    try body(.end)
  }
}
