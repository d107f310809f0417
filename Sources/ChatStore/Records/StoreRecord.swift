/// A piece of a conversation as it leaves a store and comes into one: with UUIDs where rows have keys.
///
/// Of each conversation come, in this order: what its messages carry, the conversation, its messages, its turns, its summaries, its branches, and the end.
package enum StoreRecord: Sendable {
  /// Bytes that messages carry, by their SHA-256.
  case attachment(sha256: [UInt8], bytes: [UInt8])
  /// The beginning of a conversation.
  case conversation(ConversationRecord)
  /// A message; its parent has come before.
  case message(MessageRecord)
  /// A turn that has ended; the messages that it names have come before.
  case turn(TurnRecord)
  /// A summary; its turn has come before.
  case summary(SummaryRecord)
  /// A branch.
  case branch(BranchRecord)
  /// The end of a conversation, without which it is not whole.
  case end
}
