/// Reads a conversation as records, in an order that depends on nothing but what they say.
///
/// Messages come by their depth and UUID, turns and summaries by their times and UUIDs, branches by their
/// times and names: two stores with the same conversation give the same records.
struct RecordReader {
  let connection: Connection
  /// Whether what is in the trash is read too.
  let includesTrash: Bool

  /// What a conversation has at all, so that nobody asks each message for it.
  private struct Traits {
    let hasMarks: Bool
    let hasPins: Bool
    let hasPreferences: Bool
    let hasAttachments: Bool
    let hasResults: Bool
  }

  /// Lends every record of a conversation.
  func read(_ conversation: Conversation, _ body: (StoreRecord) throws -> Void) throws {
    let traits = try traits(of: conversation.key)
    if traits.hasAttachments {
      var read: Set<[UInt8]> = []
      try forEachMessage(of: conversation.key, traits) { key in
        try readAttachments(of: key, without: &read, body)
      }
    }
    try body(.conversation(record(of: conversation)))
    // Mostly the one before is the one above.
    var last: (key: Int64, id: Identifier<Message>)?
    let hidden = try forEachMessage(of: conversation.key, traits) { key in
      guard let message = try message(key, traits, &last) else { return }
      try body(.message(message))
    }
    let turns = TurnRepository(connection: connection)
    var left: Set<Identifier<Turn>> = []
    try forEachTurn(of: conversation.key) { key, message in
      guard let turn = try turns.record(key) else { return }
      // What made a message in the trash is there with it.
      if hidden?.contains(message) == true {
        left.insert(turn.id)
      } else {
        try body(.turn(turn))
      }
    }
    for (summary, last) in try summaries(of: conversation.key)
    where !left.contains(summary.turn) && hidden?.contains(last) != true {
      try body(.summary(summary))
    }
    for branch in try branches(of: conversation.key) { try body(.branch(branch)) }
    try body(.end)
  }

  private func traits(of conversation: Int64) throws -> Traits {
    let traits = try connection.first(
      """
      SELECT EXISTS (SELECT 1 FROM trashed_message WHERE conversation_id = ?1),
        EXISTS (SELECT 1 FROM pin WHERE conversation_id = ?1),
        EXISTS (SELECT 1 FROM preference WHERE conversation_id = ?1),
        EXISTS (SELECT 1 FROM message JOIN message_attachment ON message_id = message.id
          WHERE conversation_id = ?1),
        EXISTS (SELECT 1 FROM message JOIN tool_result ON message_id = message.id
          WHERE conversation_id = ?1)
      """, .integer(conversation)
    ) {
      Traits(
        hasMarks: try $0.integer(0) == 1, hasPins: try $0.integer(1) == 1,
        hasPreferences: try $0.integer(2) == 1, hasAttachments: try $0.integer(3) == 1,
        hasResults: try $0.integer(4) == 1)
    }
    return traits
      ?? Traits(
        hasMarks: false, hasPins: false, hasPreferences: false, hasAttachments: false,
        hasResults: false)
  }

  private func record(of conversation: Conversation) throws -> ConversationRecord {
    let tags = try connection.all(
      "SELECT name FROM conversation_tag WHERE conversation_id = ?1 ORDER BY name",
      .integer(conversation.key)
    ) { try $0.text(0) }
    let active = try connection.first(
      """
      SELECT branch.name FROM conversation JOIN branch ON branch.id = active_branch_id
      WHERE conversation.id = ?1 AND branch.trashed_at IS NULL
      """, .integer(conversation.key)
    ) { try $0.text(0) }
    let source = try connection.first(
      "SELECT name, identity FROM conversation_source WHERE conversation_id = ?1",
      .integer(conversation.key)
    ) { ConversationRecord.Source(name: try $0.text(0), identity: try $0.text(1)) }
    return ConversationRecord(
      id: conversation.id, title: conversation.title, createdAt: conversation.createdAt,
      updatedAt: conversation.updatedAt, archivedAt: conversation.archivedAt,
      trashedAt: conversation.trashedAt, tags: tags, activeBranch: active, source: source,
      changes: try SettingChanges(connection: connection).all(of: conversation.key))
  }

  // MARK: Messages

  /// Lends the key of every message, parents before children.
  /// - Returns: Those that are left out; nil where none can be.
  @discardableResult private func forEachMessage(
    of conversation: Int64, _ traits: Traits, _ body: (Int64) throws -> Void
  ) throws -> HiddenKeys? {
    var hidden: HiddenKeys?
    if traits.hasMarks, !includesTrash {
      hidden = HiddenKeys(try TrashedMessages(connection: connection).marks(in: conversation))
    }
    try connection.forEach(
      "SELECT id, parent_id FROM message WHERE conversation_id = ?1 ORDER BY depth, uuid",
      .integer(conversation)
    ) { row in
      let key = try row.integer(0)
      if try hidden?.contains(key, below: row.optionalInteger(1)) != true { try body(key) }
      return true
    }
    return hidden
  }

  private func readAttachments(
    of message: Int64, without read: inout Set<[UInt8]>, _ body: (StoreRecord) throws -> Void
  ) throws {
    let repository = MessageRepository(connection: connection)
    for attachment in try repository.attachments(of: message)
    where read.insert(attachment.sha256).inserted {
      let bytes = try AttachmentRepository(connection: connection)
        .bytes(sha256: attachment.sha256)
      // Bytes that are lost must not keep the rest from being saved.
      if let bytes { try body(.attachment(sha256: attachment.sha256, bytes: bytes)) }
    }
  }

  private func message(
    _ key: Int64, _ traits: Traits, _ last: inout (key: Int64, id: Identifier<Message>)?
  ) throws -> MessageRecord? {
    let messages = MessageRepository(connection: connection)
    guard let message = try messages.message(key, hasAttachments: traits.hasAttachments) else {
      return nil
    }
    let parent = try message.parentKey.flatMap {
      $0 == last?.key ? last?.id : try messages.id(of: $0)
    }
    last = (key, message.id)
    var record = MessageRecord(
      id: message.id, parent: parent, createdAt: message.createdAt, content: message.content,
      digest: message.digest)
    if traits.hasMarks {
      record.trashedAt = try connection.first(
        "SELECT trashed_at FROM trashed_message WHERE message_id = ?1", .integer(key)
      ) { try $0.time(0) }
    }
    if traits.hasPins {
      record.pinnedAt = try connection.first(
        "SELECT created_at FROM pin WHERE message_id = ?1", .integer(key)
      ) { try $0.time(0) }
    }
    if traits.hasPreferences {
      record.preferredAt = try connection.first(
        "SELECT created_at FROM preference WHERE message_id = ?1", .integer(key)
      ) { try $0.time(0) }
    }
    if traits.hasResults, message.role == .tool { try readResult(of: key, into: &record) }
    return record
  }

  private func readResult(of key: Int64, into record: inout MessageRecord) throws {
    let row = try connection.first(
      """
      SELECT message.uuid, tool_call.position, error, duration
      FROM tool_result
        JOIN tool_call ON tool_call.id = tool_call_row_id
        JOIN message ON message.id = tool_call.message_id
      WHERE tool_result.message_id = ?1
      """, .integer(key)
    ) {
      (
        message: try $0.identifier(0, of: Message.self), position: try $0.count(1),
        result: ToolResult(error: try $0.optionalText(2), duration: try $0.optionalInteger(3))
      )
    }
    guard let row, let message = row.message else { return }
    record.call = MessageRecord.Call(message: message, position: row.position)
    record.result = row.result
  }

  // MARK: The rest

  private func forEachTurn(
    of conversation: Int64, _ body: (_ key: Int64, _ message: Int64) throws -> Void
  ) throws {
    try connection.forEach(
      """
      SELECT id, coalesce(reply_id, head_id) FROM turn WHERE conversation_id = ?1 AND status <> 'running'
      ORDER BY sent_at, uuid
      """, .integer(conversation)
    ) { row in
      try body(row.integer(0), row.integer(1))
      return true
    }
  }

  private func summaries(of conversation: Int64) throws -> [(SummaryRecord, last: Int64)] {
    let rows = try connection.all(
      """
      SELECT summary.uuid, first.uuid, last.uuid, turn.uuid, summary.text, summary.created_at, last_id
      FROM summary
        JOIN message AS first ON first.id = first_id
        JOIN message AS last ON last.id = last_id
        JOIN turn ON turn.id = turn_id
      WHERE summary.conversation_id = ?1 AND turn.status <> 'running'
        AND NOT EXISTS (
          SELECT 1 FROM operation
          WHERE operation.id = summary.operation_id AND operation.undone_at IS NOT NULL)
      ORDER BY summary.created_at, summary.uuid
      """, .integer(conversation)
    ) { row -> (SummaryRecord, last: Int64)? in
      guard let id = try row.identifier(0, of: Summary.self),
        let first = try row.identifier(1, of: Message.self),
        let last = try row.identifier(2, of: Message.self),
        let turn = try row.identifier(3, of: Turn.self)
      else { return nil }
      let summary = SummaryRecord(
        id: id, first: first, last: last, turn: turn, text: try row.text(4),
        createdAt: try row.time(5))
      return (summary, try row.integer(6))
    }
    return rows.compactMap(\.self)
  }

  private func branches(of conversation: Int64) throws -> [BranchRecord] {
    try connection.all(
      """
      SELECT branch.name, message.uuid, branch.created_at, branch.updated_at, trashed_at
      FROM branch LEFT JOIN message ON message.id = head_id
      WHERE branch.conversation_id = ?1 AND (?2 OR trashed_at IS NULL)
      ORDER BY branch.created_at, branch.name, trashed_at, message.uuid
      """, .integer(conversation), .flag(includesTrash)
    ) {
      BranchRecord(
        name: try $0.text(0), head: try $0.identifier(1, of: Message.self),
        createdAt: try $0.time(2), updatedAt: try $0.time(3), trashedAt: try $0.optionalTime(4))
    }
  }
}
