extension ChatStore {
  /// Moves a conversation to the trash.
  /// - Returns: False when it is there already.
  /// - Throws: `busy` while a reply is on its way in it.
  @discardableResult public func delete(_ conversation: Conversation) throws -> Bool {
    _ = try? recoverLostTurns()
    return try operate(.delete, in: conversation.key) { log in
      try checkIdle(conversation.key, in: log.connection)
      let current = try ChangeableValues(connection: log.connection)
        .value(of: .trashed, conversation.key)
      guard current.isNull else { return }
      try log.set(.trashed, of: conversation.key, to: .time(clock()))
    }
  }

  /// Moves a branch to the trash, with the messages that only it reaches.
  ///
  /// These are the messages below the last one that it shares with another branch. Old siblings
  /// among them, left by an edit or a retry, go with it.
  /// - Throws: `branchNotFound` when it is gone or there already, `invalidMessage` for the only branch of
  ///   its conversation, `busy` while a reply is on its way.
  public func delete(_ branch: Branch) throws {
    _ = try? recoverLostTurns()
    try operate(.delete, in: branch.conversationKey) { log in
      try checkIdle(branch.conversationKey, in: log.connection)
      let all = try BranchRepository(connection: log.connection)
        .branches(of: branch.conversationKey)
      guard let current = all.first(where: { $0.key == branch.key }) else {
        throw ChatStoreError.branchNotFound(name: branch.name)
      }
      let others = all.filter { $0.key != branch.key }
      let inUse = others.filter { $0.headKey != nil }
      let heir = inUse.first { $0.hasMainName } ?? inUse.first ?? others.first
      guard let heir else {
        throw ChatStoreError.invalidMessage(
          "The branch \(branch.name) is the only one of its conversation; delete the conversation "
            + "instead.")
      }
      guard current.headKey == nil || others.contains(where: { $0.headKey != nil }) else {
        throw ChatStoreError.invalidMessage(
          "No other branch of its conversation has a message; delete the conversation instead.")
      }
      let now = clock()
      if let top = try top(of: current, apartFrom: others, in: log.connection) {
        try log.set(.messageTrashed, of: top, to: .time(now))
      }
      try log.set(.branchTrashed, of: branch.key, to: .time(now))
      try leave(branch.key, to: heir.key, of: branch.conversationKey, &log)
    }
  }

  /// Moves a message to the trash, with everything below it; branches that end there end above it.
  ///
  /// Above a root there is nothing: they end then at the newest message that stays, if one does.
  /// - Returns: False when it is there already.
  /// - Throws: `busy` while a reply is on its way.
  @discardableResult public func delete(_ message: Message) throws -> Bool {
    _ = try? recoverLostTurns()
    return try operate(.delete, in: message.conversationKey) { log in
      let connection = log.connection
      try checkIdle(message.conversationKey, in: connection)
      let trash = TrashedMessages(connection: connection)
      guard try !trash.contain(message.key, in: message.conversationKey) else { return }
      let messages = MessageRepository(connection: connection)
      let end =
        try message.parentKey
        ?? trash.newestLive(in: message.conversationKey, outside: message)
      for branch in try BranchRepository(connection: connection)
        .branches(of: message.conversationKey)
      {
        guard let head = branch.headKey,
          try messages.ancestor(of: head, atDepth: message.depth) == message.key
        else { continue }
        try log.set(.branchHead, of: branch.key, to: .integer(end))
      }
      try log.set(.messageTrashed, of: message.key, to: .time(clock()))
    }
  }

  /// True for a message that is in the trash, be it with its branch, with one above it, or with its
  /// whole conversation.
  public func isInTrash(_ message: Message) throws -> Bool {
    try read { connection in
      let conversation = try ConversationRepository(connection: connection)
        .conversation(message.conversationKey)
      if conversation?.trashedAt != nil { return true }
      return try TrashedMessages(connection: connection)
        .contain(message.key, in: message.conversationKey)
    }
  }

  /// The branches and messages in the trash whose conversations are not there, newest first.
  /// - Parameter tags: Tags that the conversations have; none for any.
  /// - Returns: What `collect(_:)` would remove besides conversations.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func trashedItems(tags: [String] = []) throws -> [TrashedItem] {
    try read { connection in
      let conversations = ConversationRepository(connection: connection)
      let items = try GarbageCensus(connection: connection).items().filter {
        try conversations.conversation($0.conversation.key, hasTags: tags)
      }
      return items.sorted { $0.trashedAt > $1.trashedAt }
    }
  }

  private func checkIdle(_ conversation: Int64, in connection: Connection) throws {
    guard try !TurnRepository(connection: connection).isRunning(in: conversation) else {
      throw ChatStoreError.busy(
        "A reply is still on its way in this conversation; delete it when that has ended.")
    }
  }

  private func leave(
    _ branch: Int64, to heir: Int64, of conversation: Int64, _ log: inout OperationLog
  ) throws {
    let active = try ChangeableValues(connection: log.connection)
      .value(of: .activeBranch, conversation)
    guard active.isSame(as: .integer(branch)) else { return }
    try log.set(.activeBranch, of: conversation, to: .integer(heir))
  }

  /// The highest message above a branch's head that no other branch has on its path.
  private func top(
    of branch: Branch, apartFrom others: [Branch], in connection: Connection
  ) throws -> Int64? {
    let messages = MessageRepository(connection: connection)
    guard let head = branch.headKey, let depth = try messages.message(head)?.depth else {
      return nil
    }
    var shared = -1
    for other in others {
      guard let otherHead = other.headKey else { continue }
      shared = max(shared, try messages.sharedDepth(of: head, and: otherHead))
    }
    return shared < depth ? try messages.ancestor(of: head, atDepth: shared + 1) : nil
  }
}

extension Branch {
  fileprivate var hasMainName: Bool { name.utf8.elementsEqual(Branch.mainName.utf8) }
}
