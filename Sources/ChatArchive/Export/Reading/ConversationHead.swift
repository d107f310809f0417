import ChatStore

/// What is said of a conversation as a whole.
struct ConversationHead {
  /// The title, or the short id where there is none.
  let title: String
  /// The local times of the first message and of the last change.
  let began: Timestamp
  let changed: Timestamp
  /// The models that wrote in it.
  let models: [String]
  /// Its tags.
  let tags: [String]
  /// Its branches, the one that is shown first among them.
  let branches: [(name: String, head: Identifier<Message>?)]

  init(_ conversation: Conversation, _ source: inout ExportSource) throws {
    let store = source.store
    title = Self.title(of: conversation, &source)
    began = conversation.createdAt
    changed = conversation.updatedAt
    models = try store.models(of: conversation)
    tags = try store.tags(of: conversation).map { source.text($0) }
    branches = try store.branches(of: conversation).map { branch in
      (source.text(branch.name), try store.head(of: branch)?.id)
    }
  }

  /// The title, or the short id where there is none.
  static func title(of conversation: Conversation, _ source: inout ExportSource) -> String {
    let title = source.text(conversation.title)
    let isBlank = title.allSatisfy(\.isWhitespace)
    return isBlank ? "Conversation \(conversation.id.shortID.shown)" : title
  }
}
