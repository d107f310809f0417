/// Where the messages of a turn go.
public enum TurnPlace: Sendable {
  /// Into a conversation that is made together with them, in the same transaction.
  case newConversation(title: String, tags: [String])
  /// On a branch that is made together with them, at any message, and becomes the active one.
  case newBranch(name: String, at: Message, in: Conversation)
  /// On a branch.
  case branch(ContinuationPoint)
  /// Beside a message, which stays in the tree; the branch moves there. `point(at:on:below:)` finds it.
  case sibling(ContinuationPoint)
  /// A further reply to a message, which takes the place of the branch's head when it is there; no
  /// message comes before it.
  case reply(to: Message, ContinuationPoint)

  /// The message that new messages will stand under; nil for a new root.
  public var base: Message? {
    switch self {
    case .newConversation: nil
    case .newBranch(_, let message, _): message
    case .branch(let point), .sibling(let point): point.base
    case .reply(let message, _): message
    }
  }
}
