/// What became of a conversation whose records were taken in.
package struct UnionOutcome: Sendable, Equatable {
  /// How it went.
  package enum Result: Sendable, Equatable {
    /// The store did not have it.
    case new
    /// The store had it, and has more of it now, or other settings.
    case extended
    /// The store had all of it.
    case known
    /// It was collected as garbage here, or in the store that is merged, and does not come back.
    case collected
    /// It cannot be taken in, and nothing of it was.
    case refused(RecordError)
  }

  /// Which conversation.
  package let id: Identifier<Conversation>
  /// Where its records began, as whoever gave them counts.
  package let position: Int
  /// How it went.
  package let result: Result
  /// How many messages came new into the store.
  package let messages: Int
}
