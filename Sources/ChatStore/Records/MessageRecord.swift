/// A message as it leaves a store and comes into one.
package struct MessageRecord: Sendable {
  /// The call that a tool message answers.
  package struct Call: Sendable, Hashable {
    /// The message that asks for it.
    package var message: Identifier<Message>
    /// Which of its calls it is, from zero.
    package var position: Int

    package init(message: Identifier<Message>, position: Int) {
      self.message = message
      self.position = position
    }
  }

  /// The identity.
  package var id: Identifier<Message>
  /// The message above; nil for a root.
  package var parent: Identifier<Message>?
  /// When it was stored first.
  package var createdAt: Timestamp
  /// What it says.
  package var content: MessageContent
  /// What vouches for it and its history, where it was computed before; it must come out again.
  package var digest: [UInt8]?
  /// Whether the program that it comes from may later say it in other words, or say more beside them.
  package var mayChange = false
  /// Of a tool message: the call that it answers, where more than the text is known of the result.
  package var call: Call?
  /// Of a tool message: what is known of its call beyond the text.
  package var result: ToolResult?
  /// When it was moved to the trash, with everything below it.
  package var trashedAt: Timestamp?
  /// When it was pinned.
  package var pinnedAt: Timestamp?
  /// When it was preferred to its siblings.
  package var preferredAt: Timestamp?

  package init(
    id: Identifier<Message>, parent: Identifier<Message>?, createdAt: Timestamp,
    content: MessageContent, digest: [UInt8]? = nil
  ) {
    self.id = id
    self.parent = parent
    self.createdAt = createdAt
    self.content = content
    self.digest = digest
  }
}
