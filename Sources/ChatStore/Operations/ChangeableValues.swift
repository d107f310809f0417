/// Reads and sets the values that operations change.
struct ChangeableValues {
  let connection: Connection

  /// The value as it is now; null for an archive time that is not set, a tag that is not there.
  func value(of field: ChangedField, _ target: Int64, name: String = "") throws -> SQLiteValue {
    let value: SQLiteValue? =
      switch field {
      case .title:
        try connection.first("SELECT title FROM conversation WHERE id = ?1", .integer(target)) {
          try $0.value(0)
        }
      case .archived:
        try connection.first("SELECT archived_at FROM conversation WHERE id = ?1", .integer(target))
        { try $0.value(0) }
      case .trashed:
        try connection.first("SELECT trashed_at FROM conversation WHERE id = ?1", .integer(target))
        { try $0.value(0) }
      case .activeBranch:
        try connection.first(
          "SELECT active_branch_id FROM conversation WHERE id = ?1", .integer(target)
        ) { try $0.value(0) }
      case .tag:
        try connection.first(
          "SELECT 1 FROM conversation_tag WHERE conversation_id = ?1 AND name = ?2",
          .integer(target), .text(name)
        ) { try $0.value(0) }
      case .branchHead:
        try connection.first("SELECT head_id FROM branch WHERE id = ?1", .integer(target)) {
          try $0.value(0)
        }
      case .branchTrashed:
        try connection.first("SELECT trashed_at FROM branch WHERE id = ?1", .integer(target)) {
          try $0.value(0)
        }
      case .messageTrashed:
        try connection.first(
          "SELECT trashed_at FROM trashed_message WHERE message_id = ?1", .integer(target)
        ) { try $0.value(0) }
      case .pin:
        try connection.first("SELECT created_at FROM pin WHERE message_id = ?1", .integer(target)) {
          try $0.value(0)
        }
      case .preference:
        try connection.first(
          "SELECT created_at FROM preference WHERE message_id = ?1", .integer(target)
        ) { try $0.value(0) }
      }
    return value ?? .null
  }

  /// Sets a value.
  func set(
    _ field: ChangedField, _ target: Int64, name: String = "", to value: SQLiteValue
  ) throws {
    switch field {
    case .title:
      try connection.run(
        "UPDATE conversation SET title = ?2 WHERE id = ?1", .integer(target), value)
    case .archived:
      try connection.run(
        "UPDATE conversation SET archived_at = ?2 WHERE id = ?1", .integer(target), value)
    case .trashed:
      try connection.run(
        "UPDATE conversation SET trashed_at = ?2 WHERE id = ?1", .integer(target), value)
    case .activeBranch:
      try connection.run(
        "UPDATE conversation SET active_branch_id = ?2 WHERE id = ?1", .integer(target), value)
    case .tag: try setTag(name, of: target, isThere: !value.isNull)
    case .branchHead:
      try connection.run("UPDATE branch SET head_id = ?2 WHERE id = ?1", .integer(target), value)
    case .branchTrashed:
      try connection.run("UPDATE branch SET trashed_at = ?2 WHERE id = ?1", .integer(target), value)
    case .messageTrashed: try TrashedMessages(connection: connection).set(target, to: value)
    case .pin: try setPin(target, to: value)
    case .preference: try setPreference(target, to: value)
    }
  }

  private func setTag(_ name: String, of conversation: Int64, isThere: Bool) throws {
    if isThere {
      try connection.run(
        """
        INSERT INTO conversation_tag (conversation_id, name) VALUES (?1, ?2)
        ON CONFLICT (conversation_id, name) DO NOTHING
        """, .integer(conversation), .text(name))
    } else {
      try connection.run(
        "DELETE FROM conversation_tag WHERE conversation_id = ?1 AND name = ?2",
        .integer(conversation), .text(name))
    }
  }

  private func setPin(_ message: Int64, to time: SQLiteValue) throws {
    try connection.run("DELETE FROM pin WHERE message_id = ?1", .integer(message))
    guard !time.isNull else { return }
    try connection.run(
      """
      INSERT INTO pin (message_id, conversation_id, created_at)
      SELECT id, conversation_id, ?2 FROM message WHERE id = ?1
      """, .integer(message), time)
  }

  private func setPreference(_ message: Int64, to time: SQLiteValue) throws {
    try connection.run("DELETE FROM preference WHERE message_id = ?1", .integer(message))
    guard !time.isNull else { return }
    try connection.run(
      """
      INSERT INTO preference (message_id, conversation_id, created_at)
      SELECT id, conversation_id, ?2 FROM message WHERE id = ?1
      """, .integer(message), time)
  }
}
