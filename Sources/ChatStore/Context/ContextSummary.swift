/// A summary as the window sees it.
package struct ContextSummary: Sendable {
  let id: Identifier<Summary>
  /// The depths of the messages that it stands for.
  package let depths: ClosedRange<Int>
  let text: String

  /// The message that is sent.
  ///
  /// Its words must never change: the request of an old turn could not be built again.
  package var content: MessageContent { .user("Summary of the conversation so far:\n\n" + text) }

  /// What stands for the message in a window; there is no such message in the store.
  var messageID: Identifier<Message> { Identifier(high: id.high, low: id.low) }

  init(id: Identifier<Summary>, depths: ClosedRange<Int>, text: String) {
    self.id = id
    self.depths = depths
    self.text = text
  }

  /// What will be stored.
  package init(_ draft: SummaryDraft) {
    self.init(
      id: draft.id, depths: draft.first.depth...max(draft.first.depth, draft.last.depth),
      text: draft.text)
  }
}
