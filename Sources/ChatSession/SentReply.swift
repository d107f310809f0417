public import ChatCompletions
public import ChatStore

/// A reply that was fetched and stored.
public struct SentReply: Sendable {
  /// The reply as it came.
  public let reply: Reply
  /// What became of its turn.
  public let turn: FinishedTurn
  /// The tokens, as reported and as estimated.
  public let usage: Usage
  /// The conversation.
  public let conversation: Conversation
  /// The branch that the reply is on.
  public let branch: Branch
}
