/// Where on a branch the next messages go, as it was when the branch was read.
public struct ContinuationPoint: Sendable {
  /// The conversation.
  public let conversation: Conversation
  /// The branch, with the head that it had.
  public let branch: Branch
  /// The message that new messages will stand under; nil for a new root.
  ///
  /// This is the branch's head, except where the head is a prompt that must not be continued: one
  /// whose reply is still on its way, or one that failed without a byte.
  public let base: Message?
  /// True when the head's reply is still on its way in another turn, so that new messages become a
  /// branch of their own.
  public let headIsBusy: Bool
}
