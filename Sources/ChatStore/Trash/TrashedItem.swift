/// A branch or a message that lies in the trash while its conversation does not.
public struct TrashedItem: Sendable {
  /// What it is.
  public enum Kind: Sendable, Equatable {
    /// A branch, by its name.
    case branch(String)
    /// A message with everything below it: how it begins, and how many messages go with it, itself
    /// included.
    case message(Identifier<Message>, beginning: String, count: Int)
  }

  /// What it is.
  public let kind: Kind
  /// The conversation that it is in.
  public let conversation: Conversation
  /// When it was moved to the trash.
  public let trashedAt: Timestamp
}
