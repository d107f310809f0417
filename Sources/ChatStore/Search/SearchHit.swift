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
  /// The branch that the message is on: the active one if it is, else the oldest; nil for a message that
  /// no branch leads to any more.
  public internal(set) var branch: String?
  /// The place in the text that was found.
  public let snippet: Snippet

  /// Where the hit is in the index.
  let slot: Int64
  /// How well it fits; zero where only the order of time counts.
  var score = 0.0
  let key: Int64
  let conversationKey: Int64
}
