/// A conversation as it leaves a store and comes into one, without its messages and branches.
package struct ConversationRecord: Sendable {
  /// Where a conversation was imported from.
  package struct Source: Sendable, Hashable {
    /// The program's name.
    package var name: String
    /// What the conversation is called there.
    package var identity: String

    package init(name: String, identity: String) {
      self.name = name
      self.identity = identity
    }
  }

  /// The identity.
  package var id: Identifier<Conversation>
  /// The title; empty when nobody gave one.
  package var title: String
  /// When it was begun.
  package var createdAt: Timestamp
  /// When a message was last added or a branch moved.
  package var updatedAt: Timestamp
  /// When it was put into the archive.
  package var archivedAt: Timestamp?
  /// When it was moved to the trash.
  package var trashedAt: Timestamp?
  /// Its tags, in the order of their bytes.
  package var tags: [String]
  /// The name of its active branch; nil leaves that to the store.
  package var activeBranch: String?
  /// Where it was imported from.
  package var source: Source?
  /// When what it says of itself was changed; what is not named was so from the beginning.
  package var changes: [SettingChange]
  /// Whether the program that it comes from may say so without anybody having changed it: then what a person
  /// changed here stays.
  package var mayChange = false

  package init(
    id: Identifier<Conversation>, title: String = "", createdAt: Timestamp, updatedAt: Timestamp,
    archivedAt: Timestamp? = nil, trashedAt: Timestamp? = nil, tags: [String] = [],
    activeBranch: String? = nil, source: Source? = nil, changes: [SettingChange] = []
  ) {
    self.id = id
    self.title = title
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.archivedAt = archivedAt
    self.trashedAt = trashedAt
    self.tags = tags
    self.activeBranch = activeBranch
    self.source = source
    self.changes = changes
  }
}
