/// Rows of `branch`.
struct BranchRepository {
  let connection: Connection

  /// Makes a branch: one row, and no message.
  func insert(name: String, conversation: Int64, head: Int64?, at time: Timestamp) throws -> Branch
  {
    if try branch(named: name, of: conversation) != nil {
      throw ChatStoreError.branchExists(name: name)
    }
    try connection.run(
      """
      INSERT INTO branch (conversation_id, name, head_id, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?4)
      """, .integer(conversation), .text(name), .integer(head), .time(time))
    return Branch(
      name: name, createdAt: time, updatedAt: time, key: connection.lastInsertedKey,
      conversationKey: conversation, headKey: head)
  }

  func branch(_ key: Int64) throws -> Branch? {
    try connection.first(
      """
      SELECT id, conversation_id, name, head_id, created_at, updated_at FROM branch
      WHERE id = ?1 AND trashed_at IS NULL
      """, .integer(key), read: Self.read)
  }

  func branch(named name: String, of conversation: Int64) throws -> Branch? {
    try connection.first(
      """
      SELECT id, conversation_id, name, head_id, created_at, updated_at FROM branch
      WHERE conversation_id = ?1 AND name = ?2 AND trashed_at IS NULL
      """, .integer(conversation), .text(name), read: Self.read)
  }

  /// All branches of a conversation, oldest first.
  func branches(of conversation: Int64) throws -> [Branch] {
    try connection.all(
      """
      SELECT id, conversation_id, name, head_id, created_at, updated_at FROM branch
      WHERE conversation_id = ?1 AND trashed_at IS NULL ORDER BY id
      """, .integer(conversation), read: Self.read)
  }

  /// Moves a branch by compare-and-swap: only if its head is still the one expected.
  func move(_ key: Int64, from expected: Int64?, to head: Int64, at time: Timestamp) throws -> Bool
  {
    try connection.run(
      """
      UPDATE branch SET head_id = ?3, updated_at = ?4
      WHERE id = ?1 AND head_id IS ?2 AND trashed_at IS NULL
      """, .integer(key), .integer(expected), .integer(head), .time(time))
    return connection.changes == 1
  }

  /// Makes the branch for messages that could not go where they were meant to: `main@<short id>`.
  func insertDiverted(
    from name: String, conversation: Int64, named id: ShortID, head: Int64, at time: Timestamp
  ) throws -> Branch {
    let stem = name.prefix { $0 != "@" }
    let short = "\(stem)@\(id.shown)"
    let isTaken = try branch(named: short, of: conversation) != nil
    return try insert(
      name: isTaken ? "\(stem)@\(id.full)" : short, conversation: conversation, head: head,
      at: time)
  }

  /// Inserts a branch from a store where it was.
  func insert(_ record: BranchRecord, conversation: Int64, head: Int64?) throws {
    try connection.run(
      """
      INSERT INTO branch (conversation_id, name, head_id, created_at, updated_at, trashed_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, .integer(conversation), .text(record.name), .integer(head), .time(record.createdAt),
      .time(record.updatedAt), .time(record.trashedAt))
  }

  /// The branch that a record is of: its name was given at the same moment.
  func known(
    _ record: BranchRecord, in conversation: Int64
  ) throws -> (branch: Branch, trashedAt: Timestamp?)? {
    try connection.first(
      """
      SELECT id, conversation_id, name, head_id, created_at, updated_at, trashed_at FROM branch
      WHERE conversation_id = ?1 AND name = ?2 AND created_at = ?3
      ORDER BY trashed_at IS NOT NULL, id LIMIT 1
      """, .integer(conversation), .text(record.name), .time(record.createdAt)
    ) { (try Self.read($0), try $0.optionalTime(6)) }
  }

  /// Sees to it that a conversation with messages has a branch that ends at one.
  ///
  /// It is the oldest branch then, and the newest message, so that every store chooses the same.
  /// - Returns: Whether one had to be moved.
  @discardableResult func ensureHead(in conversation: Int64) throws -> Bool {
    let branches = try branches(of: conversation)
    guard let first = branches.min(by: { $0.createdAt < $1.createdAt }),
      branches.allSatisfy({ $0.headKey == nil })
    else { return false }
    let trash = TrashedMessages(connection: connection)
    var newest: Int64?
    try connection.forEach(
      "SELECT id FROM message WHERE conversation_id = ?1 ORDER BY created_at DESC, depth DESC, uuid DESC",
      .integer(conversation)
    ) { row in
      let key = try row.integer(0)
      if try !trash.contain(key, in: conversation) { newest = key }
      return newest == nil
    }
    guard let newest else { return false }
    return try move(first.key, from: nil, to: newest, at: first.updatedAt)
  }

  /// Takes a branch out of the trash.
  func restore(_ key: Int64, head: Int64?, _ time: Timestamp) throws {
    try connection.run(
      "UPDATE branch SET trashed_at = NULL, head_id = ?2, updated_at = ?3 WHERE id = ?1",
      .integer(key), .integer(head), .time(time))
  }

  private static func read(_ row: borrowing Row) throws -> Branch {
    Branch(
      name: try row.text(2), createdAt: try row.time(4), updatedAt: try row.time(5),
      key: try row.integer(0), conversationKey: try row.integer(1),
      headKey: try row.optionalInteger(3))
  }
}
