/// Rows of `summary`.
struct SummaryRepository {
  let connection: Connection

  /// The summary that was made last among those of which all messages are on the path up from a message;
  /// the last of them no deeper than a depth.
  func newest(above head: Message, upTo depth: Int = .max) throws -> ContextSummary? {
    let rows = try connection.all(
      """
      SELECT summary.uuid, first.depth, last.depth, last_id, first_id
      FROM summary
        JOIN message AS first ON first.id = first_id
        JOIN message AS last ON last.id = last_id
      WHERE summary.conversation_id = ?1 AND last.depth <= ?2 AND first.depth <= last.depth
        AND last.depth < 1 << 40 -- a file may say anything
        AND NOT EXISTS (
          SELECT 1 FROM operation
          WHERE operation.id = summary.operation_id AND operation.undone_at IS NOT NULL)
      ORDER BY summary.id DESC
      """, .integer(head.conversationKey), .integer(min(depth, head.depth))
    ) { row in
      try (
        id: Identifier<Summary>(bytes: row.blob(0)), first: row.count(1), last: row.count(2),
        lastKey: row.integer(3), firstKey: row.integer(4)
      )
    }
    let messages = MessageRepository(connection: connection)
    for row in rows {
      guard let id = row.id, try messages.ancestor(of: head.key, atDepth: row.last) == row.lastKey,
        try messages.ancestor(of: row.lastKey, atDepth: row.first) == row.firstKey
      else { continue }
      return try summary(id)
    }
    return nil
  }

  /// The operation that made a summary on top of one that another made; nil for none that is not undone.
  func operation(buildingOn operation: Int64) throws -> Int64? {
    let later = try connection.all(
      """
      SELECT later.operation_id, later.last_id, own.last_id, own_last.depth
      FROM summary AS own
        JOIN message AS own_last ON own_last.id = own.last_id
        JOIN summary AS later ON later.first_id = own.first_id AND later.id > own.id
        JOIN operation ON operation.id = later.operation_id
      WHERE own.operation_id = ?1 AND later.operation_id <> ?1 AND operation.undone_at IS NULL
      """, .integer(operation)
    ) { row in
      try (row.integer(0), last: row.integer(1), end: row.integer(2), depth: row.count(3))
    }
    let messages = MessageRepository(connection: connection)
    return try later.first { row in
      try messages.ancestor(of: row.last, atDepth: row.depth) == row.end
    }?.0
  }

  /// A summary that a plan names.
  func summary(_ id: Identifier<Summary>) throws -> ContextSummary? {
    try connection.first(
      """
      SELECT first.depth, last.depth, summary.text
      FROM summary
        JOIN message AS first ON first.id = first_id
        JOIN message AS last ON last.id = last_id
      WHERE summary.uuid = ?1 AND first.depth <= last.depth AND last.depth < 1 << 40
      """, .blob(id.bytes)
    ) { row in
      try ContextSummary(id: id, depths: row.count(0)...row.count(1), text: row.text(2))
    }
  }

  /// The summaries of a conversation that are not undone, the newest first.
  func summaries(of conversation: Int64) throws -> [Summary] {
    try connection.all(
      """
      SELECT summary.uuid, first.uuid, last.uuid, last.depth - first.depth + 1, summary.text,
        turn.provider, turn.model, summary.created_at
      FROM summary
        JOIN message AS first ON first.id = first_id
        JOIN message AS last ON last.id = last_id
        JOIN turn ON turn.id = turn_id
      WHERE summary.conversation_id = ?1
        AND NOT EXISTS (
          SELECT 1 FROM operation
          WHERE operation.id = summary.operation_id AND operation.undone_at IS NOT NULL)
      ORDER BY summary.id DESC
      """, .integer(conversation)
    ) { row in
      guard let id = try row.identifier(0, of: Summary.self),
        let first = try row.identifier(1, of: Message.self),
        let last = try row.identifier(2, of: Message.self)
      else { throw row.mismatch(0, "a UUID") }
      return Summary(
        id: id, first: first, last: last, messageCount: try row.count(3), text: try row.text(4),
        provider: try row.text(5), model: try row.text(6), createdAt: try row.time(7))
    }
  }

  /// Whether a summary is there, be it undone.
  func isStored(_ id: Identifier<Summary>) throws -> Bool {
    try connection.first("SELECT 1 FROM summary WHERE uuid = ?1", .blob(id.bytes)) { _ in true }
      ?? false
  }

  /// Inserts a summary from a store where it was.
  func insert(
    _ summary: SummaryRecord, conversation: Int64, first: Int64, last: Int64, turn: Int64
  ) throws {
    try connection.run(
      """
      INSERT INTO summary (uuid, conversation_id, first_id, last_id, text, turn_id, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """, .blob(summary.id.bytes), .integer(conversation), .integer(first), .integer(last),
      .text(summary.text), .integer(turn), .time(summary.createdAt))
  }

  func insert(_ draft: SummaryDraft, madeBy operation: Int64, at time: Timestamp) throws {
    try connection.run(
      """
      INSERT INTO summary (
        uuid, conversation_id, first_id, last_id, text, turn_id, created_at, operation_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """, .blob(draft.id.bytes), .integer(draft.last.conversationKey), .integer(draft.first.key),
      .integer(draft.last.key), .text(draft.text), .integer(draft.turn), .time(time),
      .integer(operation))
  }
}
