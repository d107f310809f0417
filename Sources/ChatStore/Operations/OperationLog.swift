/// Writes down one operation in the transaction that carries it out.
struct OperationLog {
  let connection: Connection
  /// The operation.
  let key: Int64
  private var position = 0

  /// True once something was changed.
  var hasChanges: Bool { position > 0 }

  /// Begins an operation, under a number that no other has had: what is undone is named by it.
  ///
  /// `message` is the topmost one that it inserted, if it inserted any.
  init(
    _ kind: LoggedOperation.Kind, in conversation: Int64, message: Int64? = nil, origin: String,
    at time: Timestamp, connection: Connection
  ) throws {
    self.connection = connection
    try connection.run(
      """
      INSERT INTO operation (id, conversation_id, kind, origin, message_id, created_at)
      VALUES (
        max(
          (SELECT coalesce(max(id), 0) FROM operation),
          coalesce((SELECT last_removed FROM operation_mark
            WHERE last_removed < 4611686018427387904), 0)) + 1,
        ?1, ?2, ?3, ?4, ?5)
      """, .integer(conversation), .text(kind.rawValue), .text(origin), .integer(message),
      .time(time))
    key = connection.lastInsertedKey
  }

  /// Sets a value and notes what it was; nothing happens when it is that already.
  mutating func set(
    _ field: ChangedField, of target: Int64, name: String = "", to after: SQLiteValue
  ) throws {
    let values = ChangeableValues(connection: connection)
    let before = try values.value(of: field, target, name: name)
    guard !before.isSame(as: after) else { return }
    try values.set(field, target, name: name, to: after)
    try note(field, of: target, name: name, before: before, after: after)
  }

  /// Notes a change that has been made.
  mutating func note(
    _ field: ChangedField, of target: Int64, name: String = "", before: SQLiteValue,
    after: SQLiteValue
  ) throws {
    try connection.run(
      """
      INSERT INTO operation_change (operation_id, position, field, target_id, name, before, after)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """, .integer(key), .integer(position), .text(field.rawValue), .integer(target), .text(name),
      before, after)
    position += 1
  }

  /// Takes the operation back out of the log when it has changed nothing.
  func dropIfEmpty() throws {
    guard !hasChanges else { return }
    try OperationRepository(connection: connection).dropIfEmpty(key, wasSeen: false)
  }
}
