/// Rows of `operation` and `operation_change` that are there already.
struct OperationRepository {
  let connection: Connection

  func operation(_ key: Int64) throws -> LoggedOperation? {
    try connection.first(
      """
      SELECT operation.id, kind, uuid, title, origin, operation.created_at, undone_at,
        conversation_id, message_id
      FROM operation JOIN conversation ON conversation.id = conversation_id
      WHERE operation.id = ?1
      """, .integer(key), read: Self.read
    ).map(describe)
  }

  /// The newest operations, of one origin or of all.
  func newest(limit: Int, origin: String?) throws -> [LoggedOperation] {
    try connection.all(
      """
      SELECT operation.id, kind, uuid, title, origin, operation.created_at, undone_at,
        conversation_id, message_id
      FROM operation JOIN conversation ON conversation.id = conversation_id
      WHERE ?2 IS NULL OR origin = ?2
      ORDER BY operation.id DESC LIMIT ?1
      """, .integer(limit), .text(origin), read: Self.read
    ).map(describe)
  }

  private func describe(_ operation: LoggedOperation) throws -> LoggedOperation {
    var described = operation
    described.subject = try OperationSubject(connection: connection)
      .words(of: operation, changes(of: operation.id))
    return described
  }

  /// The newest operation of an origin that is not undone.
  func newestDone(by origin: String) throws -> Int64? {
    try connection.first(
      """
      SELECT id FROM operation WHERE origin = ?1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1
      """, .text(origin)
    ) { try $0.integer(0) }
  }

  /// The operation that an origin undid last, if it did nothing new since.
  ///
  /// An append does not look for it, because it happens a million times as often.
  func nextUndone(by origin: String) throws -> Int64? {
    try connection.first(
      """
      SELECT id FROM operation AS own WHERE undone_by = ?1 AND undone_order IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM operation AS later WHERE later.id > own.undone_after AND later.origin = ?1)
      ORDER BY undone_order DESC LIMIT 1
      """, .text(origin)
    ) { try $0.integer(0) }
  }

  /// The newest operation that is not undone and changed the same value.
  func newest(changing change: Change) throws -> Int64? {
    try connection.first(
      """
      SELECT max(operation.id) FROM operation_change JOIN operation ON operation.id = operation_id
      WHERE field = ?1 AND target_id = ?2 AND name = ?3 AND undone_at IS NULL
      """, .text(change.field.rawValue), .integer(change.target), .text(change.name)
    ) { try $0.optionalInteger(0) } ?? nil
  }

  /// What an operation changed, in order.
  func changes(of key: Int64) throws -> [Change] {
    try connection.all(
      """
      SELECT field, target_id, name, before, after FROM operation_change
      WHERE operation_id = ?1 ORDER BY position
      """, .integer(key), read: Change.read)
  }

  func setUndone(_ key: Int64, at time: Timestamp, by origin: String) throws {
    try connection.run(
      """
      UPDATE operation SET undone_at = ?2, undone_by = ?3, undone_order =
        (SELECT coalesce(max(undone_order), 0) + 1 FROM operation WHERE undone_by = ?3),
        undone_after = (SELECT max(id) FROM operation)
      WHERE id = ?1
      """, .integer(key), .time(time), .text(origin))
  }

  func setDone(_ key: Int64) throws {
    try connection.run(
      """
      UPDATE operation SET undone_at = NULL, undone_by = NULL, undone_order = NULL, undone_after = NULL
      WHERE id = ?1
      """, .integer(key))
  }

  /// The newest operation after another that is not undone and built on what that one made: a message
  /// in its conversation, or a move of its branch.
  func newest(buildingOn change: Change, of operation: LoggedOperation) throws -> Int64? {
    guard change.after.isNull else { return nil }
    switch change.field {
    case .trashed:
      return try connection.first(
        """
        SELECT max(id) FROM operation
        WHERE conversation_id = ?1 AND id > ?2 AND undone_at IS NULL AND message_id IS NOT NULL
        """, .integer(change.target), .integer(operation.id)
      ) { try $0.optionalInteger(0) } ?? nil
    case .branchTrashed:
      return try connection.first(
        """
        SELECT max(operation.id) FROM operation_change JOIN operation ON operation.id = operation_id
        WHERE field = 'branch_head' AND target_id = ?1 AND operation.id > ?2 AND undone_at IS NULL
        """, .integer(change.target), .integer(operation.id)
      ) { try $0.optionalInteger(0) } ?? nil
    default: return nil
    }
  }

  /// Adds the end of a turn to the operation that began it: the branch that moved on to its reply.
  func noteReply(_ reply: Int64, of key: Int64, moving branch: Int64, from head: Int64?) throws {
    try connection.run(
      "UPDATE operation SET message_id = coalesce(message_id, ?2) WHERE id = ?1", .integer(key),
      .integer(reply))
    try connection.run(
      """
      UPDATE operation_change SET after = ?3
      WHERE operation_id = ?1 AND field = 'branch_head' AND target_id = ?2
      """, .integer(key), .integer(branch), .integer(reply))
    guard connection.changes == 0 else { return }
    try note(.branchHead, of: branch, before: .integer(head), after: .integer(reply), in: key)
  }

  /// Adds a branch that had to be made for a reply.
  func noteBranch(_ branch: Int64, madeAt time: Timestamp, reply: Int64, in key: Int64) throws {
    try connection.run(
      "UPDATE operation SET message_id = coalesce(message_id, ?2) WHERE id = ?1", .integer(key),
      .integer(reply))
    try note(.branchTrashed, of: branch, before: .time(time), after: .null, in: key)
  }

  private func note(
    _ field: ChangedField, of target: Int64, before: SQLiteValue, after: SQLiteValue, in key: Int64
  ) throws {
    try connection.run(
      """
      INSERT INTO operation_change (operation_id, position, field, target_id, name, before, after)
      SELECT ?1, count(*), ?2, ?3, '', ?4, ?5 FROM operation_change WHERE operation_id = ?1
      """, .integer(key), .text(field.rawValue), .integer(target), before, after)
  }

  /// Takes an operation out of the log when it has changed nothing: a turn without a reply.
  ///
  /// Its number is given again only if nobody can have seen it.
  func dropIfEmpty(_ key: Int64, wasSeen: Bool) throws {
    try connection.run(
      """
      DELETE FROM operation WHERE id = ?1 AND message_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM operation_change WHERE operation_id = ?1)
      """, .integer(key))
    if wasSeen, connection.changes > 0 { try markRemoved(key) }
  }

  /// Notes that a number was given, so that it is not given again.
  private func markRemoved(_ key: Int64) throws {
    try connection.run(
      "UPDATE operation_mark SET last_removed = max(last_removed, ?1)", .integer(key))
  }

  func delete(_ key: Int64) throws {
    try markRemoved(key)
    try connection.run("DELETE FROM operation_change WHERE operation_id = ?1", .integer(key))
    // What was undone must not come back with the operation gone.
    try connection.run(
      """
      DELETE FROM summary WHERE operation_id = ?1
        AND EXISTS (SELECT 1 FROM operation WHERE id = ?1 AND undone_at IS NOT NULL)
      """, .integer(key))
    try connection.run("DELETE FROM operation WHERE id = ?1", .integer(key))
  }

  private static func read(_ row: borrowing Row) throws -> LoggedOperation {
    guard let kind = LoggedOperation.Kind(rawValue: try row.text(1)) else {
      throw row.mismatch(1, "a kind of operation")
    }
    guard let conversation = Identifier<Conversation>(bytes: try row.blob(2)) else {
      throw row.mismatch(2, "a UUID")
    }
    return LoggedOperation(
      id: try row.integer(0), kind: kind, conversation: conversation, title: try row.text(3),
      origin: try row.text(4), createdAt: try row.time(5), undoneAt: try row.optionalTime(6),
      conversationKey: try row.integer(7), messageKey: try row.optionalInteger(8))
  }
}
