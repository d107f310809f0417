/// Removes rows for good; each method is a part of one short transaction.
///
/// What is removed is named by a tombstone first and taken out of the operation log, so that from
/// then on it can neither be undone nor come back by a merge, whatever interrupts the rest.
struct Collector {
  let connection: Connection
  let time: Timestamp

  /// How many messages one transaction removes; some ten milliseconds of work.
  static let batch = 100

  // MARK: The beginning

  /// Begins to remove a conversation; false when it was taken out of the trash meanwhile.
  func begin(_ tree: Garbage.Tree) throws -> Bool {
    guard try isThere(tree) else { return false }
    try bury(tree.id)
    for operation in try operations(of: tree.key) { try forget(operation) }
    try connection.run(
      "UPDATE conversation SET message_count = 0 WHERE id = ?1", .integer(tree.key))
    try connection.run(
      "UPDATE branch SET head_id = NULL WHERE conversation_id = ?1", .integer(tree.key))
    return true
  }

  /// Whether the conversation is the one that was announced, still in the trash.
  func isThere(_ tree: Garbage.Tree) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM conversation WHERE id = ?1 AND uuid = ?2 AND trashed_at = ?3",
      .integer(tree.key), .blob(tree.id), .integer(tree.trashedAt)
    ) { _ in true } ?? false
  }

  /// Begins to remove a message and what is below it; false when it was taken out of the trash
  /// meanwhile.
  func begin(_ root: Garbage.Root) throws -> Bool {
    guard try isThere(root) else { return false }
    let parent = try connection.first(
      "SELECT parent_id FROM message WHERE id = ?1", .integer(root.message)
    ) { try $0.optionalInteger(0) }
    try bury(root.id)
    try moveBranches(ending: root, to: parent ?? nil)
    for operation in try operations(of: root.conversation)
    where try self.messages(of: operation).contains(where: { try isBelow(root, $0) }) {
      try forget(operation)
    }
    return true
  }

  /// Whether the message is the one that was announced, still in the trash.
  func isThere(_ root: Garbage.Root) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM message JOIN trashed_message ON message_id = message.id
      WHERE message.id = ?1 AND uuid = ?2 AND trashed_at = ?3
      """, .integer(root.message), .blob(root.id), .integer(root.trashedAt)
    ) { _ in true } ?? false
  }

  /// Whether a message is a root or stands below it.
  func isBelow(_ root: Garbage.Root, _ message: Int64) throws -> Bool {
    try MessageRepository(connection: connection).ancestor(of: message, atDepth: root.depth)
      == root.message
  }

  /// Whether a message is in a conversation.
  func isIn(_ conversation: Int64, _ message: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM message WHERE id = ?1 AND conversation_id = ?2", .integer(message),
      .integer(conversation)
    ) { _ in true } ?? false
  }

  /// Branches that came into the trash after the announcement must not keep a message from going.
  private func moveBranches(ending root: Garbage.Root, to parent: Int64?) throws {
    let heads = try connection.all(
      """
      SELECT id, head_id FROM branch
      WHERE conversation_id = ?1 AND trashed_at IS NOT NULL AND head_id IS NOT NULL
      """, .integer(root.conversation)
    ) { (branch: try $0.integer(0), head: try $0.integer(1)) }
    for (branch, head) in heads where try isBelow(root, head) {
      try connection.run(
        "UPDATE branch SET head_id = ?2 WHERE id = ?1", .integer(branch), .integer(parent))
    }
  }

  /// Names a conversation by a tombstone.
  func bury(conversation: Int64) throws {
    let id = try connection.first(
      "SELECT uuid FROM conversation WHERE id = ?1", .integer(conversation)
    ) { try $0.blob(0) }
    if let id { try bury(id) }
  }

  private func bury(_ id: [UInt8]) throws {
    try Tombstones(connection: connection).add(id, at: time, isOwn: true)
  }

  func operations(of conversation: Int64) throws -> [Int64] {
    try connection.all(
      "SELECT id FROM operation WHERE conversation_id = ?1", .integer(conversation)
    ) { try $0.integer(0) }
  }

  func forget(_ operation: Int64) throws {
    try OperationRepository(connection: connection).delete(operation)
  }

  /// The messages that an operation could not be undone without.
  func messages(of operation: Int64) throws -> [Int64] {
    try connection.all(
      """
      SELECT message_id FROM operation WHERE id = ?1 AND message_id IS NOT NULL
      UNION
      SELECT target_id FROM operation_change
      WHERE operation_id = ?1 AND field IN ('message_trashed', 'pin', 'preference')
      UNION
      SELECT before FROM operation_change
      WHERE operation_id = ?1 AND field = 'branch_head' AND before IS NOT NULL
      UNION
      SELECT after FROM operation_change
      WHERE operation_id = ?1 AND field = 'branch_head' AND after IS NOT NULL
      UNION
      SELECT last_id FROM summary WHERE operation_id = ?1 -- it stands below all others of a summary
      """, .integer(operation)
    ) { try $0.integer(0) }
  }

  // MARK: The rows

  /// Removes a branch that is in the trash, and the operations on it; false when it was taken out of the
  /// trash meanwhile.
  func remove(_ branch: Garbage.TrashedBranch) throws -> Bool {
    let operations = try connection.all(
      """
      SELECT DISTINCT operation_id FROM operation_change
      WHERE (field IN ('branch_head', 'branch_trashed') AND target_id = ?1)
        OR (field = 'active_branch' AND ?1 IN (before, after))
      """, .integer(branch.key)
    ) { try $0.integer(0) }
    try connection.run(
      """
      DELETE FROM branch
      WHERE id = ?1 AND conversation_id = ?2 AND created_at = ?3 AND trashed_at = ?4
      """, .integer(branch.key), .integer(branch.conversation), .integer(branch.createdAt),
      .integer(branch.trashedAt))
    guard connection.changes == 1 else { return false }
    for operation in operations { try forget(operation) }
    return true
  }

  /// Removes a message that has nothing below it any more, with the turns that it was part of.
  func remove(message: Int64) throws {
    if let id = try MessageRepository(connection: connection).id(of: message) {
      try bury(id.bytes)
    }
    try SearchIndexer(connection: connection).remove(message)
    try connection.run(
      "DELETE FROM summary WHERE first_id = ?1 OR last_id = ?1", .integer(message))
    for turn in try turns(of: message) { try remove(turn: turn) }
    try connection.run("DELETE FROM token_count WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM tool_result WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM tool_call WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM message_attachment WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM pin WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM preference WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM trashed_message WHERE message_id = ?1", .integer(message))
    try connection.run("DELETE FROM message WHERE id = ?1", .integer(message))
  }

  /// Removes a conversation that has no messages any more.
  func remove(conversation: Int64) throws {
    try UsageLedger(connection: connection).collect(conversation: conversation)
    try connection.run(
      "UPDATE conversation SET active_branch_id = NULL WHERE id = ?1", .integer(conversation))
    try connection.run("DELETE FROM branch WHERE conversation_id = ?1", .integer(conversation))
    try connection.run(
      "DELETE FROM conversation_tag WHERE conversation_id = ?1", .integer(conversation))
    try connection.run(
      "DELETE FROM conversation_source WHERE conversation_id = ?1", .integer(conversation))
    try connection.run(
      "DELETE FROM setting_change WHERE conversation_id = ?1", .integer(conversation))
    try connection.run("DELETE FROM conversation WHERE id = ?1", .integer(conversation))
  }

  /// Removes an attachment if no message carries it any more.
  func removeIfUnused(attachment: Int64) throws -> Bool {
    try connection.run(
      """
      DELETE FROM attachment WHERE id = ?1 AND NOT EXISTS (
        SELECT 1 FROM message_attachment WHERE attachment_id = ?1)
      """, .integer(attachment))
    return connection.changes == 1
  }

  private func turns(of message: Int64) throws -> [Int64] {
    try connection.all(
      "SELECT id FROM turn WHERE head_id = ?1 UNION SELECT id FROM turn WHERE reply_id = ?1",
      .integer(message)
    ) { try $0.integer(0) }
  }

  /// Removes a turn and keeps its tokens in the sums, which is what a usage report adds up.
  private func remove(turn: Int64) throws {
    if let entry = try UsageEntry.of(turn: turn, in: connection) {
      try UsageLedger(connection: connection).collect(entry)
    }
    let row = try connection.first(
      "SELECT parameters_id, uuid FROM turn WHERE id = ?1", .integer(turn)
    ) { (parameters: try $0.integer(0), id: try $0.blob(1)) }
    let parameters = row?.parameters
    // If a merge brings it back, its tokens are in the sums already.
    if let row { try bury(row.id) }
    try connection.run("DELETE FROM delta WHERE turn_id = ?1", .integer(turn))
    try connection.run("DELETE FROM summary WHERE turn_id = ?1", .integer(turn))
    try connection.run("DELETE FROM turn WHERE id = ?1", .integer(turn))
    try connection.run(
      """
      DELETE FROM parameters WHERE id = ?1 AND NOT EXISTS (
        SELECT 1 FROM turn WHERE parameters_id = ?1)
      """, .integer(parameters))
  }
}
