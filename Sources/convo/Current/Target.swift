import ChatStore

/// What a REF leads to.
struct Target {
  /// The conversation.
  let conversation: Conversation
  /// The branch that was named, or that is active.
  let branch: Branch
  /// The message that was named; nil when a conversation or branch was.
  let message: Message?
  /// True when the REF named the branch, and not just the conversation.
  var namesBranch = false
}
