/// A message as a drawing of the tree needs it: where it stands and how it begins.
public struct MessageOutline: Sendable, Identifiable {
  /// The identity.
  public let id: Identifier<Message>
  /// Who speaks.
  public let role: Role
  /// The first 200 characters of the text.
  public let beginning: String
  /// The names of the tools that it calls, in order.
  public let toolNames: [String]
  /// The names of the files that are attached to it, in order.
  public let attachmentNames: [String]
  /// How the turn that made it ended; nil for a message that no model call made.
  public let status: Turn.Status?

  /// True when every window takes it in.
  public let isPinned: Bool
  /// True when it is preferred to its siblings.
  public let isPreferred: Bool

  package let key: Int64
  package let parentKey: Int64?
}
