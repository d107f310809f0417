/// A node of a conversation's tree.
///
/// It never changes once it is stored.
public struct Message: Sendable, Identifiable {
  /// The identity.
  public let id: Identifier<Message>
  /// When it was stored.
  public let createdAt: Timestamp
  /// What it says.
  public let content: MessageContent
  /// How many messages are above it; 0 for a root.
  public let depth: Int
  /// SHA-256 over every immutable byte of the message and its parent's digest: it vouches for the
  /// whole history.
  public let digest: [UInt8]
  /// SHA-256 over what a client echoes when it sends a history again.
  public let matchKey: [UInt8]

  package let key: Int64
  package let conversationKey: Int64
  package let parentKey: Int64?

  /// Who speaks.
  public var role: Role { content.role }
  /// What is shown and searched.
  public var text: String { content.text }
}
