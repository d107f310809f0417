/// A branch as it leaves a store and comes into one.
package struct BranchRecord: Sendable {
  /// The name, unique among those of its conversation that are not in the trash.
  package var name: String
  /// The message at its end; nil while it has none.
  package var head: Identifier<Message>?
  /// When it was made.
  package var createdAt: Timestamp
  /// When it last moved.
  package var updatedAt: Timestamp
  /// When it was moved to the trash.
  package var trashedAt: Timestamp?

  package init(
    name: String, head: Identifier<Message>?, createdAt: Timestamp, updatedAt: Timestamp,
    trashedAt: Timestamp? = nil
  ) {
    self.name = name
    self.head = head
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.trashedAt = trashedAt
  }
}
