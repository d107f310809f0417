/// Rows of `conversation`.
struct ConversationRepository {
  let connection: Connection

  /// Inserts a conversation without a branch.
  func insert(id: Identifier<Conversation>, title: String, at time: Timestamp) throws -> Int64 {
    try connection.run(
      """
      INSERT INTO conversation (uuid, short_id, title, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?4)
      """, .blob(id.bytes), .integer(id.shortID.value), .text(title), .time(time))
    return connection.lastInsertedKey
  }

  /// Reads one conversation.
  func conversation(_ key: Int64) throws -> Conversation? {
    try connection.first(
      """
      SELECT id, uuid, title, created_at, updated_at, archived_at, trashed_at, message_count,
        active_branch_id
      FROM conversation WHERE id = ?1
      """, .integer(key), read: Self.read)
  }

  /// Finds a conversation's key by its identity.
  func key(of id: Identifier<Conversation>) throws -> Int64? {
    try connection.first("SELECT id FROM conversation WHERE uuid = ?1", .blob(id.bytes)) {
      try $0.integer(0)
    }
  }

  /// The conversations used last, newest first.
  func recent(
    _ filter: ConversationFilter, limit: Int,
    where isWanted: (Conversation) throws -> Bool = { _ in true }
  ) throws -> [Conversation] {
    var found: [Conversation] = []
    try connection.forEach(
      """
      SELECT id, uuid, title, created_at, updated_at, archived_at, trashed_at, message_count,
        active_branch_id
      FROM conversation
      WHERE (trashed_at IS NOT NULL) = ?1 AND (?2 IS NULL OR (archived_at IS NOT NULL) = ?2)
      ORDER BY updated_at DESC, id DESC
      """, .flag(filter.wantsTrashed), .flag(filter.wantsArchived)
    ) { row in
      let conversation = try Self.read(row)
      if try isWanted(conversation), try self.conversation(conversation.key, hasTags: filter.tags) {
        found.append(conversation)
      }
      return found.count < limit
    }
    return found
  }

  /// True when a conversation has all of these tags.
  func conversation(_ key: Int64, hasTags tags: [String]) throws -> Bool {
    try tags.allSatisfy { tag in
      try connection.first(
        "SELECT 1 FROM conversation_tag WHERE conversation_id = ?1 AND name = ?2", .integer(key),
        .text(tag)
      ) { _ in true } ?? false
    }
  }

  /// The keys of conversations with exactly this title, newest first; those in the trash only when no
  /// other has it.
  func keys(titled title: String) throws -> [Int64] {
    let rows = try connection.all(
      """
      SELECT id, trashed_at IS NOT NULL FROM conversation WHERE title = ?1
      ORDER BY trashed_at IS NOT NULL, updated_at DESC LIMIT 10
      """, .text(title)
    ) { (key: try $0.integer(0), isTrashed: try $0.integer(1) == 1) }
    return rows.filter { $0.isTrashed == rows.first?.isTrashed }.map(\.key)
  }

  /// All conversations in the order of their UUIDs.
  func byIdentity(_ includesTrashed: Bool) throws -> [Conversation] {
    try connection.all(
      """
      SELECT id, uuid, title, created_at, updated_at, archived_at, trashed_at, message_count,
        active_branch_id
      FROM conversation WHERE ?1 OR trashed_at IS NULL ORDER BY uuid
      """, .flag(includesTrashed), read: Self.read)
  }

  func setActiveBranch(_ branch: Int64, of key: Int64) throws {
    try connection.run(
      "UPDATE conversation SET active_branch_id = ?2 WHERE id = ?1", .integer(key),
      .integer(branch))
  }

  /// Notes that messages were added, or a branch moved.
  func touch(_ key: Int64, addedMessages count: Int, at time: Timestamp) throws {
    try connection.run(
      """
      UPDATE conversation
      SET updated_at = max(updated_at, ?2), message_count = message_count + ?3 WHERE id = ?1
      """, .integer(key), .time(time), .integer(count))
  }

  private static func read(_ row: borrowing Row) throws -> Conversation {
    guard let id = Identifier<Conversation>(bytes: try row.blob(1)) else {
      throw row.mismatch(1, "a UUID")
    }
    return Conversation(
      id: id, title: try row.text(2), createdAt: try row.time(3), updatedAt: try row.time(4),
      archivedAt: try row.optionalTime(5), trashedAt: try row.optionalTime(6),
      messageCount: try row.count(7), key: try row.integer(0),
      activeBranchKey: try row.optionalInteger(8))
  }
}
