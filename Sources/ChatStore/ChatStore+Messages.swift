extension ChatStore {
  /// Adds a message to a branch and moves the branch to it, in one transaction.
  ///
  /// - Returns: The message, and the branch with its new head.
  /// - Throws: `branchNotFound` when the branch is gone, `inTrash` when what it belongs to is there.
  public func append(
    _ content: MessageContent, to branch: Branch
  ) throws -> (message: Message, branch: Branch) {
    try writeMessages { connection in
      let now = clock()
      let branches = BranchRepository(connection: connection)
      guard let current = try branches.branch(branch.key) else {
        throw ChatStoreError.branchNotFound(name: branch.name)
      }
      try checkNotInTrash(current.conversationKey, message: current.headKey, in: connection)
      let message = try MessageRepository(connection: connection).insert(
        content, id: Identifier(at: now), conversation: current.conversationKey,
        parent: current.headKey, at: now)
      _ = try branches.move(current.key, from: current.headKey, to: message.key, at: now)
      try ConversationRepository(connection: connection).touch(
        current.conversationKey, addedMessages: 1, at: now)
      var log = try OperationLog(
        .continue, in: current.conversationKey, message: message.key, origin: origin, at: now,
        connection: connection)
      try log.note(
        .branchHead, of: current.key, before: .integer(current.headKey),
        after: .integer(message.key))
      let moved = Branch(
        name: current.name, createdAt: current.createdAt, updatedAt: now, key: current.key,
        conversationKey: current.conversationKey, headKey: message.key)
      return (message, moved)
    }
  }

  /// Reads a message by its identity; nil when there is none.
  public func message(_ id: Identifier<Message>) throws -> Message? {
    try read { connection in
      let messages = MessageRepository(connection: connection)
      return try messages.key(of: id).flatMap(messages.message)
    }
  }

  /// The head of a branch; nil while it has no message.
  public func head(of branch: Branch) throws -> Message? {
    try read { connection in
      try branch.headKey.flatMap(MessageRepository(connection: connection).message)
    }
  }

  /// The messages from the root to a message, it included; with a limit, only the last ones.
  public func path(to message: Message, limit: Int = .max) throws -> [Message] {
    try read { connection in
      var path = MessagePath(
        from: message.key, in: MessageRepository(connection: connection))
      var result: [Message] = []
      while result.count < limit, let message = try path.nextOlder() { result.append(message) }
      return result.reversed()
    }
  }

  /// True when nothing stands under a message, but for what is in the trash.
  public func isLeaf(_ message: Message) throws -> Bool {
    try read { connection in
      try connection.first(
        """
        SELECT 1 FROM message WHERE conversation_id = ?1 AND parent_id = ?2
          AND NOT EXISTS (SELECT 1 FROM trashed_message WHERE message_id = message.id) LIMIT 1
        """,
        .integer(message.conversationKey), .integer(message.key)
      ) { _ in false } ?? true
    }
  }

  /// The message a number of steps above another.
  /// - Throws: `beyondRoot` when the path is shorter than that.
  public func ancestor(of message: Message, steps: Int) throws -> Message {
    try read { connection in
      let messages = MessageRepository(connection: connection)
      guard steps >= 0, steps <= message.depth,
        let key = try messages.ancestor(of: message.key, atDepth: message.depth - steps),
        let ancestor = try messages.message(key)
      else { throw ChatStoreError.beyondRoot(steps: steps, available: message.depth) }
      return ancestor
    }
  }

  /// Inserts messages under each other; part of a larger transaction.
  func insert(
    _ drafts: [MessageDraft], under parent: Int64?, conversation: Int64, at time: Timestamp,
    in connection: Connection
  ) throws -> [Message] {
    let repository = MessageRepository(connection: connection)
    let attachments = AttachmentRepository(connection: connection)
    var above = parent
    var messages: [Message] = []
    for draft in drafts {
      for attachment in draft.attachments {
        try attachments.insert(
          attachment.bytes, sha256: attachment.reference.sha256, at: time)
      }
      let message = try repository.insert(
        draft.content, id: draft.id, conversation: conversation, parent: above, at: time)
      if draft.content.role == .tool {
        try recordResult(draft, message: message, in: repository)
      }
      above = message.key
      messages.append(message)
    }
    try ConversationRepository(connection: connection).touch(
      conversation, addedMessages: messages.count, at: time)
    return messages
  }

  private func recordResult(
    _ draft: MessageDraft, message: Message, in repository: MessageRepository
  ) throws {
    guard let result = draft.result, let callID = draft.content.toolCallID else { return }
    var path = MessagePath(from: message.parentKey, in: repository)
    while let above = try path.nextOlder() {
      guard above.role == .tool || above.role == .assistant else { return }
      guard above.role == .assistant else { continue }
      for (key, call) in try repository.calls(of: above.key)
      where call.callID.utf8.elementsEqual(callID.utf8) {
        return try repository.insertResult(result, message: message.key, call: key)
      }
      return
    }
  }
}
