extension ChatStore {
  /// Begins a conversation with its branch `main` and, under each other, its first messages.
  public func createConversation(
    title: String = "", messages drafts: [MessageDraft] = [], tags: [String] = []
  ) throws -> (conversation: Conversation, branch: Branch, messages: [Message]) {
    let placement = try write(.full) {
      try makeConversation(title: title, messages: drafts, tags: tags, at: clock(), in: $0)
    }
    return (placement.conversation, placement.branch, placement.messages)
  }

  /// The same as part of a larger transaction.
  func makeConversation(
    title: String, messages drafts: [MessageDraft], tags: [String], at time: Timestamp,
    in connection: Connection
  ) throws -> Placement {
    let conversations = ConversationRepository(connection: connection)
    let key = try conversations.insert(id: Identifier(at: time), title: title, at: time)
    let messages = try insert(drafts, under: nil, conversation: key, at: time, in: connection)
    let branch = try BranchRepository(connection: connection).insert(
      name: Branch.mainName, conversation: key, head: messages.last?.key, at: time)
    try conversations.setActiveBranch(branch.key, of: key)
    for tag in tags {
      try connection.run(
        """
        INSERT INTO conversation_tag (conversation_id, name) VALUES (?1, ?2)
        ON CONFLICT (conversation_id, name) DO NOTHING
        """,
        .integer(key), .text(tag))
    }
    guard let conversation = try conversations.conversation(key) else {
      throw ChatStoreError.notFound(reference: "the new conversation")
    }
    return Placement(
      conversation: conversation, messages: messages, branch: branch, diverted: false)
  }

  /// Reads a conversation by its identity; nil when there is none.
  public func conversation(_ id: Identifier<Conversation>) throws -> Conversation? {
    try read { connection in
      let conversations = ConversationRepository(connection: connection)
      return try conversations.key(of: id).flatMap(conversations.conversation)
    }
  }

  /// Reads a conversation again.
  public func refreshed(_ conversation: Conversation) throws -> Conversation {
    try read { connection in
      guard
        let fresh = try ConversationRepository(connection: connection)
          .conversation(conversation.key)
      else { throw ChatStoreError.notFound(reference: conversation.id.shortID.shown) }
      return fresh
    }
  }

  /// The conversations used last, newest first; those in the archive or the trash are left out.
  public func conversations(limit: Int) throws -> [Conversation] {
    try read { try ConversationRepository(connection: $0).recent(limit: limit) }
  }

  /// Gives a conversation another title.
  public func rename(_ conversation: Conversation, to title: String) throws {
    try write { try ConversationRepository(connection: $0).rename(conversation.key, to: title) }
  }

  /// A conversation's tags in order.
  public func tags(of conversation: Conversation) throws -> [String] {
    try read { connection in
      try connection.all(
        "SELECT name FROM conversation_tag WHERE conversation_id = ?1 ORDER BY name",
        .integer(conversation.key)
      ) { try $0.text(0) }
    }
  }

  /// Puts a tag on a conversation; nothing happens when it is there.
  public func addTag(_ tag: String, to conversation: Conversation) throws {
    try write { connection in
      try connection.run(
        """
        INSERT INTO conversation_tag (conversation_id, name) VALUES (?1, ?2)
        ON CONFLICT (conversation_id, name) DO NOTHING
        """,
        .integer(conversation.key), .text(tag))
    }
  }
}
