/// A summary that is not stored yet.
package struct SummaryDraft: Sendable {
  package let id: Identifier<Summary>
  let first: Message
  let last: Message
  let text: String
  /// The turn that made it.
  let turn: Int64

  /// Makes one of what a model wrote.
  package init(of first: Message, to last: Message, text: String, turn: RunningTurn) {
    id = Identifier(at: .now())
    self.first = first
    self.last = last
    self.text = text
    self.turn = turn.key
  }
}
