extension ChatStore {
  /// Begins a conversation with its branch `main` and, under each other, its first messages.
  public func createConversation(
    title: String = "", messages drafts: [MessageDraft] = [], tags: [String] = []
  ) throws -> (conversation: Conversation, branch: Branch, messages: [Message]) {
    let placement = try write(.full) {
      try makeConversation(
        title: title, messages: drafts, tags: tags, at: clock(), in: $0
      ).placement
    }
    return (placement.conversation, placement.branch, placement.messages)
  }

  /// The same as part of a larger transaction.
  func makeConversation(
    title: String, messages drafts: [MessageDraft], tags: [String], at time: Timestamp,
    in connection: Connection
  ) throws -> (placement: Placement, operation: OperationLog) {
    let conversations = ConversationRepository(connection: connection)
    let key = try conversations.insert(id: Identifier(at: time), title: title, at: time)
    let messages = try insert(drafts, under: nil, conversation: key, at: time, in: connection)
    let branch = try BranchRepository(connection: connection).insert(
      name: Branch.mainName, conversation: key, head: messages.last?.key, at: time)
    try conversations.setActiveBranch(branch.key, of: key)
    for tag in tags {
      try Self.checkTag(tag)
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
    var log = try OperationLog(
      .new, in: key, origin: origin, at: time, connection: connection)
    try log.note(.trashed, of: key, before: .time(time), after: .null)
    return (
      Placement(conversation: conversation, messages: messages, branch: branch, diverted: false),
      log
    )
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

  /// The conversations used last, newest first; without a filter those in the archive or the trash are
  /// left out.
  public func conversations(
    limit: Int, _ filter: ConversationFilter = ConversationFilter()
  ) throws -> [Conversation] {
    guard limit > 0 else { return [] }
    return try read { try ConversationRepository(connection: $0).recent(filter, limit: limit) }
  }

  /// The conversations used last that have a message which a search finds, or all its words as they were
  /// typed in the title, newest first.
  ///
  /// What the query says of time is said of the conversation's last use.
  /// - Parameters:
  ///   - query: What a person typed.
  ///   - options: Which conversations, how many, and where words are looked for; the order does not matter.
  ///   - progress: As for `search`.
  /// - Returns: The conversations.
  /// - Throws: As `search`.
  public func conversations(
    matching query: SearchQuery, _ options: SearchOptions, progress: (Int64) -> Void = { _ in }
  ) throws -> [Conversation] {
    guard options.limit > 0 else { return [] }
    var (messages, after, before) = query.partedFromTime()
    // A tag is the conversation's, whether it has a message or not.
    let tags = messages.takeTags { _ in true }
    let found = try messages.isEmpty ? nil : conversationsFound(messages, options, progress)
    let now = clock()
    let first = after.map { $0.moment(now: now) }.max() ?? Timestamp(milliseconds: .min)
    let end = before.map { $0.moment(now: now) }.min() ?? Timestamp(milliseconds: .max)
    var filter = options.filter
    filter.tags += tags.required
    return try read { connection in
      let conversations = ConversationRepository(connection: connection)
      return try conversations.recent(filter, limit: options.limit) { conversation in
        guard first <= conversation.updatedAt, conversation.updatedAt < end,
          found?.contains(conversation.key) ?? true || messages.matches(title: conversation.title)
        else { return false }
        return try !tags.excluded.contains {
          try conversations.conversation(conversation.key, hasTags: [$0])
        }
      }
    }
  }

  /// How many branches each of some conversations has.
  public func branchCounts(
    of conversations: [Conversation]
  ) throws -> [Identifier<Conversation>: Int] {
    try read { connection in
      var counts: [Identifier<Conversation>: Int] = [:]
      for conversation in conversations {
        counts[conversation.id] = try connection.first(
          "SELECT count(*) FROM branch WHERE conversation_id = ?1 AND trashed_at IS NULL",
          .integer(conversation.key)
        ) { try $0.count(0) }
      }
      return counts
    }
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

  /// Every tag that a conversation has which is not in the trash, in order, and how many have it.
  public func tagCounts() throws -> [(tag: String, conversations: Int)] {
    try read { connection in
      try connection.all(
        """
        SELECT name, count(*) FROM conversation_tag
        JOIN conversation ON conversation.id = conversation_id
        WHERE trashed_at IS NULL GROUP BY name ORDER BY name
        """
      ) { (try $0.text(0), try $0.count(1)) }
    }
  }
}
