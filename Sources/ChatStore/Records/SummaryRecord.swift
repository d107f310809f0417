/// A summary as it leaves a store and comes into one.
package struct SummaryRecord: Sendable {
  /// The identity.
  package var id: Identifier<Summary>
  /// The first message that it stands for.
  package var first: Identifier<Message>
  /// The last.
  package var last: Identifier<Message>
  /// The turn that made it.
  package var turn: Identifier<Turn>
  /// What the model wrote.
  package var text: String
  /// When it was made.
  package var createdAt: Timestamp

  package init(
    id: Identifier<Summary>, first: Identifier<Message>, last: Identifier<Message>,
    turn: Identifier<Turn>, text: String, createdAt: Timestamp
  ) {
    self.id = id
    self.first = first
    self.last = last
    self.turn = turn
    self.text = text
    self.createdAt = createdAt
  }
}
