/// Where the messages of a turn go.
public enum TurnPlace: Sendable {
  /// Into a conversation that is made together with them, in the same transaction.
  case newConversation(title: String, tags: [String])
  /// On a branch that is made together with them, at any message, and becomes the active one.
  case newBranch(name: String, at: Message, in: Conversation)
  /// On a branch.
  case branch(ContinuationPoint)

  /// The message that new messages will stand under; nil for a new root.
  public var base: Message? {
    switch self {
    case .newConversation: nil
    case .newBranch(_, let message, _): message
    case .branch(let point): point.base
    }
  }
}
