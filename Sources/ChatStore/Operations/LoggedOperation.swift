/// One command that changed something, as the log keeps it so that it can be undone.
public struct LoggedOperation: Sendable, Identifiable {
  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    /// A conversation was begun.
    case new
    /// Messages were added to a branch.
    case `continue`
    /// A message got a sibling with other words, and the branch moved there.
    case edit
    /// A message got another reply, and the branch moved there.
    case retry
    /// A branch was made.
    case branch
    /// Another branch became the active one.
    case `switch`
    /// The title was changed.
    case rename
    /// Tags were put on or taken off.
    case tag
    /// A message was pinned, or no longer is.
    case pin
    /// A reply was preferred to its siblings, or no longer is.
    case prefer
    /// Messages were summarised.
    case compact
    /// A conversation was put into the archive, or taken out.
    case archive
    /// Something was moved to the trash.
    case delete
  }

  /// The number by which `ChatStore.undo(_:)` finds it.
  public let id: Int64
  /// What was done.
  public let kind: Kind
  /// In which conversation.
  public let conversation: Identifier<Conversation>
  /// The conversation's title now.
  public let title: String
  /// What it was done to, in a few words: a message's id, a branch's name, tags; perhaps empty.
  public internal(set) var subject = ""
  /// Who did it: the `origin` that the store was opened with.
  public let origin: String
  /// When.
  public let createdAt: Timestamp
  /// When it was undone; nil while it is not.
  public let undoneAt: Timestamp?

  package let conversationKey: Int64
  let messageKey: Int64?
}
