/// New messages where they came to stand.
public struct Placement: Sendable {
  /// The conversation; of a new one, as it is now.
  public let conversation: Conversation
  /// The messages, in order.
  public let messages: [Message]
  /// The branch whose end they are.
  public let branch: Branch
  /// True when someone else had moved the branch, so that they became a branch of their own.
  public let diverted: Bool
}
