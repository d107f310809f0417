/// A name for a head message; the messages above it are the branch.
public struct Branch: Sendable {
  /// The name, unique in its conversation; every conversation starts with `main`.
  public let name: String
  /// When it was made.
  public let createdAt: Timestamp
  /// When it last moved.
  public let updatedAt: Timestamp

  package let key: Int64
  package let conversationKey: Int64
  package let headKey: Int64?

  /// The branch that every conversation starts with.
  public static let mainName = "main"
}
