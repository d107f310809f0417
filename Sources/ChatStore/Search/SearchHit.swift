/// A message that a search found.
public struct SearchHit: Sendable {
  /// The message.
  public let message: Identifier<Message>
  /// Who speaks in it.
  public let role: Role
  /// When it was stored.
  public let createdAt: Timestamp
  /// The conversation that it stands in.
  public let conversation: Identifier<Conversation>
  /// The conversation's title; empty when it has none.
  public let title: String
  /// The place in the text that was found.
  public let snippet: Snippet
}
