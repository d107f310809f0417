/// The messages that are in the trash: some by a mark of their own, the others below those.
///
/// A branch of a hundred thousand messages is moved to the trash by one row.
struct TrashedMessages {
  let connection: Connection

  /// The marked messages of a conversation, and how deep they stand.
  func marks(in conversation: Int64) throws -> [(message: Int64, depth: Int)] {
    try connection.all(
      """
      SELECT message_id, depth FROM trashed_message JOIN message ON message.id = message_id
      WHERE trashed_message.conversation_id = ?1
      """, .integer(conversation)
    ) { (try $0.integer(0), try $0.count(1)) }
  }

  /// True for a message that has a mark or stands below one.
  func contain(_ message: Int64, in conversation: Int64) throws -> Bool {
    try mark(over: message, in: conversation) != nil
  }

  /// The marked message that a message is, or stands below.
  func mark(over message: Int64, in conversation: Int64) throws -> Int64? {
    let messages = MessageRepository(connection: connection)
    return try marks(in: conversation).first {
      try messages.ancestor(of: message, atDepth: $0.depth) == $0.message
    }?.message
  }

  /// How many messages of a conversation are not in the trash by a mark.
  func liveCount(in conversation: Int64) throws -> Int {
    try connection.first(
      """
      WITH RECURSIVE live (id) AS (
        SELECT id FROM message WHERE conversation_id = ?1 AND parent_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM trashed_message WHERE message_id = message.id)
        UNION ALL
        SELECT message.id FROM live
        JOIN message ON message.conversation_id = ?1 AND message.parent_id = live.id
        WHERE NOT EXISTS (SELECT 1 FROM trashed_message WHERE message_id = message.id)
      )
      SELECT count(*) FROM live
      """, .integer(conversation)
    ) { try $0.count(0) } ?? 0
  }

  /// The newest message of a conversation that is neither in the trash nor at or below another one.
  func newestLive(in conversation: Int64, outside top: Message? = nil) throws -> Int64? {
    let messages = MessageRepository(connection: connection)
    var newest: Int64?
    try connection.forEach(
      "SELECT id FROM message WHERE conversation_id = ?1 ORDER BY id DESC", .integer(conversation)
    ) { row in
      let key = try row.integer(0)
      let isBelow = try top.map {
        try messages.ancestor(of: key, atDepth: $0.depth) == $0.key
      }
      if try isBelow != true && !contain(key, in: conversation) { newest = key }
      return newest == nil
    }
    return newest
  }

  /// Marks a message, or takes its mark away, and keeps its conversation's number of messages.
  func set(_ message: Int64, to time: SQLiteValue) throws {
    guard
      let (conversation, parent) = try connection.first(
        "SELECT conversation_id, parent_id FROM message WHERE id = ?1", .integer(message),
        read: { (try $0.integer(0), try $0.optionalInteger(1)) })
    else { throw ChatStoreError.notFound(reference: "the message of an operation") }
    try connection.run("DELETE FROM trashed_message WHERE message_id = ?1", .integer(message))
    let hadMark = connection.changes == 1
    // What stands below another mark is not counted, whether it has one or not.
    if hadMark == time.isNull, try parent.map({ try !contain($0, in: conversation) }) ?? true {
      let count = try count(below: message, in: conversation)
      try connection.run(
        "UPDATE conversation SET message_count = message_count + ?2 WHERE id = ?1",
        .integer(conversation), .integer(time.isNull ? count : -count))
    }
    guard !time.isNull else { return }
    try connection.run(
      """
      INSERT INTO trashed_message (message_id, conversation_id, trashed_at) VALUES (?1, ?2, ?3)
      """, .integer(message), .integer(conversation), time)
  }

  /// How many messages a message and everything below it are, without what has a mark.
  ///
  /// As in `GarbageCensus.messages(at:)`, a child is newer than its parent.
  private func count(below message: Int64, in conversation: Int64) throws -> Int {
    try connection.first(
      """
      WITH RECURSIVE live (id) AS (
        SELECT ?2
        UNION ALL
        SELECT message.id FROM live
        JOIN message ON message.conversation_id = ?1 AND message.parent_id = live.id
          AND message.id > live.id
        WHERE NOT EXISTS (SELECT 1 FROM trashed_message WHERE message_id = message.id)
      )
      SELECT count(*) FROM live
      """, .integer(conversation), .integer(message)
    ) { try $0.count(0) } ?? 0
  }
}
