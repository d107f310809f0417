/// A message as the window sees it: who speaks, what it costs, what it belongs to.
struct ContextMessage: Sendable, Equatable {
  let id: Identifier<Message>
  let content: MessageContent
  /// How many messages are above it on the path; neighbours differ by one.
  let depth: Int
  /// The most tokens it can cost, its share of the chat template included.
  let cost: Int
  /// The bytes of its attachments, in its order.
  var attachments: [Attachment] = []

  /// True for a message that begins an exchange.
  var beginsExchange: Bool { content.role == .user }
}
