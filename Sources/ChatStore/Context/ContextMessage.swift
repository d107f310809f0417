import ChatTokens

/// A message as the window sees it: who speaks, what it costs, what it belongs to.
///
/// A reference, because a window moves its messages from list to list.
final class ContextMessage: Sendable {
  let id: Identifier<Message>
  let content: MessageContent
  /// How many messages are above it on the path; neighbours differ by one.
  let depth: Int
  /// The tokens that it costs, its share of the chat template included.
  let count: TokenCount
  /// What a calibration can learn from; nil where there is nothing to learn.
  let shape: PromptShape?
  /// The bytes of its attachments, in its order.
  let attachments: [Attachment]
  /// Whether its text was shortened.
  let isShort: Bool
  /// The same in short, where it may be shortened and is long.
  let shorter: ContextMessage?

  init(
    id: Identifier<Message>, content: MessageContent, depth: Int, count: TokenCount,
    shape: PromptShape? = nil, attachments: [Attachment] = [], isShort: Bool = false,
    shorter: ContextMessage? = nil
  ) {
    self.id = id
    self.content = content
    self.depth = depth
    self.count = count
    self.shape = shape
    self.attachments = attachments
    self.isShort = isShort
    self.shorter = shorter
  }

  /// The most tokens that it can cost.
  var cost: Int { count.upper }

  /// True for a message that begins an exchange.
  var beginsExchange: Bool { content.role == .user }
}
