/// What a merge of another store brought.
public struct MergeReport: Sendable, Equatable {
  /// Conversations that came new.
  public internal(set) var newConversations = 0
  /// Conversations of which more came, or whose settings changed.
  public internal(set) var extendedConversations = 0
  /// Conversations that were the same in both.
  public internal(set) var sameConversations = 0
  /// Conversations that were removed for good here, and did not come back.
  public internal(set) var collectedConversations = 0
  /// Messages that came new.
  public internal(set) var messages = 0
  /// Messages that were removed here, because the other store had removed them for good.
  public internal(set) var removedMessages = 0
  /// Replies that were still on their way there; they come with the next merge.
  public internal(set) var runningTurns = 0
  /// Why conversations were left out, one sentence for each.
  public internal(set) var refusals: [String] = []

  mutating func add(_ outcome: UnionOutcome) {
    messages += outcome.messages
    switch outcome.result {
    case .new: newConversations += 1
    case .extended: extendedConversations += 1
    case .known: sameConversations += 1
    case .collected: collectedConversations += 1
    case .refused(let reason): refusals.append("\(outcome.id.shortID.shown): \(reason)")
    }
  }
}
