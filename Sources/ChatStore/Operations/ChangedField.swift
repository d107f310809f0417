/// Which value an operation changed.
///
/// These are all the values that ever change in a store, apart from running turns; a message never
/// does, but it may be in the trash.
enum ChangedField: String {
  /// A conversation's title.
  case title
  /// When a conversation was put into the archive.
  case archived
  /// When a conversation was moved to the trash.
  case trashed
  /// The key of a conversation's active branch.
  case activeBranch = "active_branch"
  /// Whether a conversation has the tag that the change names.
  case tag
  /// The key of the message at the end of a branch.
  case branchHead = "branch_head"
  /// When a branch was moved to the trash; one that is made is taken out of it, so to say.
  case branchTrashed = "branch_trashed"
  /// When a message was moved to the trash, with everything below it.
  case messageTrashed = "message_trashed"
  /// When a message was pinned.
  case pin
  /// When a reply was preferred.
  case preference
}
