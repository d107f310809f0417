/// One tree of messages, with a title and an active branch.
public struct Conversation: Sendable, Identifiable {
  /// The identity.
  public let id: Identifier<Conversation>
  /// The title; empty when nobody gave one.
  public let title: String
  /// When it was begun.
  public let createdAt: Timestamp
  /// When a message was last added or a branch moved.
  public let updatedAt: Timestamp
  /// When it was put away; nil while it is not.
  public let archivedAt: Timestamp?
  /// When it was moved to the trash; nil while it is not.
  public let trashedAt: Timestamp?
  /// How many messages its tree has, without those in the trash.
  public let messageCount: Int

  package let key: Int64
  package let activeBranchKey: Int64?
}
