extension ChatStore {
  /// Carries out an operation in one transaction and notes what it changed.
  ///
  /// One that changes nothing leaves no trace.
  /// - Returns: Whether something was changed.
  @discardableResult func operate(
    _ kind: LoggedOperation.Kind, in conversation: Int64,
    _ body: (inout OperationLog) throws -> Void
  ) throws -> Bool {
    try write { connection in
      var log = try OperationLog(
        kind, in: conversation, origin: origin, at: clock(), connection: connection)
      try body(&log)
      try log.dropIfEmpty()
      return log.hasChanges
    }
  }

  /// Gives a conversation another title.
  /// - Throws: `inTrash` for one that is there.
  public func rename(_ conversation: Conversation, to title: String) throws {
    try operate(.rename, in: conversation.key) { log in
      try checkNotInTrash(conversation.key, message: nil, in: log.connection)
      try log.set(.title, of: conversation.key, to: .text(title))
    }
  }

  /// Puts a conversation into the archive, where `conversations` passes it over, or takes it out.
  /// - Returns: False when it was there, or not there, already.
  /// - Throws: `inTrash` for one that is there.
  @discardableResult public func setArchived(
    _ isArchived: Bool, _ conversation: Conversation
  ) throws -> Bool {
    try operate(.archive, in: conversation.key) { log in
      let current = try ChangeableValues(connection: log.connection)
        .value(of: .archived, conversation.key)
      guard current.isNull == isArchived else { return }
      try checkNotInTrash(conversation.key, message: nil, in: log.connection)
      try log.set(
        .archived, of: conversation.key, to: isArchived ? .time(clock()) : .null)
    }
  }

  /// Puts tags on a conversation and takes others off.
  /// - Returns: False when nothing changed.
  /// - Throws: `invalidTag` for one that is empty, longer than 200 bytes, or has control characters;
  ///   `inTrash` for a conversation that is there.
  @discardableResult public func changeTags(
    of conversation: Conversation, adding: [String] = [], removing: [String] = []
  ) throws -> Bool {
    for tag in adding { try Self.checkTag(tag) }
    return try operate(.tag, in: conversation.key) { log in
      try checkNotInTrash(conversation.key, message: nil, in: log.connection)
      for tag in removing { try log.set(.tag, of: conversation.key, name: tag, to: .null) }
      for tag in adding { try log.set(.tag, of: conversation.key, name: tag, to: 1) }
    }
  }

  /// Pins a message, so that every window takes it in, or unpins it.
  /// - Returns: False when it was pinned, or not pinned, already.
  /// - Throws: `inTrash` for one that is there.
  @discardableResult public func setPinned(_ isPinned: Bool, _ message: Message) throws -> Bool {
    try operate(.pin, in: message.conversationKey) { log in
      let current = try ChangeableValues(connection: log.connection).value(of: .pin, message.key)
      guard current.isNull == isPinned else { return }
      try checkNotInTrash(message.conversationKey, message: message.key, in: log.connection)
      try log.set(.pin, of: message.key, to: isPinned ? .time(clock()) : .null)
    }
  }

  /// Prefers a reply to its siblings, of which at most one is preferred, or no longer does.
  /// - Returns: False when it was so already.
  /// - Throws: `invalidMessage` for a message that is no reply, `inTrash` for one that is there.
  @discardableResult public func setPreferred(
    _ isPreferred: Bool, _ message: Message
  ) throws -> Bool {
    guard message.role == .assistant else {
      throw ChatStoreError.invalidMessage(
        "Only a reply can be preferred; \(message.id.shortID) is no reply.")
    }
    return try operate(.prefer, in: message.conversationKey) { log in
      let current = try ChangeableValues(connection: log.connection)
        .value(of: .preference, message.key)
      guard current.isNull == isPreferred else { return }
      try checkNotInTrash(message.conversationKey, message: message.key, in: log.connection)
      if isPreferred {
        for sibling in try preferred(besides: message, in: log.connection) {
          try log.set(.preference, of: sibling, to: .null)
        }
      }
      try log.set(.preference, of: message.key, to: isPreferred ? .time(clock()) : .null)
    }
  }

  private func preferred(besides message: Message, in connection: Connection) throws -> [Int64] {
    try connection.all(
      """
      SELECT message.id FROM preference JOIN message ON message.id = message_id
      WHERE preference.conversation_id = ?1 AND parent_id IS ?2 AND message.id <> ?3
      """, .integer(message.conversationKey), .integer(message.parentKey), .integer(message.key)
    ) { try $0.integer(0) }
  }

  /// Refuses what nobody could type or see as a tag.
  static func checkTag(_ tag: String) throws {
    let isPlain = tag.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    let isBlank = tag.allSatisfy(\.isWhitespace)
    guard !isBlank, isPlain, tag.utf8.count <= 200 else {
      throw ChatStoreError.invalidTag(tag)
    }
  }
}
