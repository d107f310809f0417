/// The full-text index over message texts.
///
/// An append does not pay for indexing: what was written since the last search is indexed before
/// the next one, in short transactions that let other writers in between.
struct SearchIndex {
  let connection: Connection

  /// How many messages one transaction indexes; about 20 ms of work.
  static let batch = 256

  /// The last message that is in the index.
  func mark() throws -> Int64 {
    try connection.first("SELECT message_id FROM search_mark WHERE id = 1") { try $0.integer(0) }
      ?? 0
  }

  /// The newest message there is.
  func newest() throws -> Int64 {
    try connection.first("SELECT coalesce(max(id), 0) FROM message") { try $0.integer(0) } ?? 0
  }

  /// Indexes the next batch above the mark; false when nothing was left to do.
  func indexBatch() throws -> Bool {
    let mark = try mark()
    let last = try connection.first(
      "SELECT max(id) FROM (SELECT id FROM message WHERE id > ?1 ORDER BY id LIMIT ?2)",
      .integer(mark), .integer(Self.batch)
    ) { try $0.optionalInteger(0) }
    guard case .some(.some(let last)) = last else { return false }
    try connection.run(
      """
      INSERT INTO message_fts (rowid, text)
      SELECT id, text FROM message WHERE id > ?1 AND id <= ?2
      """, .integer(mark), .integer(last))
    try setMark(last)
    return true
  }

  private func setMark(_ message: Int64) throws {
    // The row may be missing in a damaged file; without it this batch would be the next one too.
    try connection.run(
      """
      INSERT INTO search_mark (id, message_id) VALUES (1, ?1)
      ON CONFLICT (id) DO UPDATE SET message_id = excluded.message_id
      """, .integer(message))
  }

  /// The newest messages whose text matches, newest first.
  func hits(
    _ expression: String, limit: Int, conversation: Int64?, filter: inout HitFilter
  ) throws -> [SearchHit] {
    var hits: [SearchHit] = []
    guard limit > 0 else { return hits }
    try connection.forEach(
      """
      SELECT message.uuid, message.role, message.created_at, conversation.uuid,
        conversation.title, excerpt(message_fts),
        message.id, conversation.id, conversation.trashed_at IS NOT NULL
      FROM message_fts
      JOIN message ON message.id = message_fts.rowid
      JOIN conversation ON conversation.id = message.conversation_id
      WHERE message_fts MATCH ?1 AND (?2 IS NULL OR message.conversation_id = ?2)
        AND (?3 IS NULL OR (conversation.archived_at IS NOT NULL) = ?3)
        AND (conversation.trashed_at IS NOT NULL) <= ?4
      ORDER BY message_fts.rowid DESC
      """, .text(expression), .integer(conversation), .flag(filter.filter.wantsArchived),
      .flag(filter.filter.wantsTrashed)
    ) { row in
      if let hit = try Self.read(row, filter: &filter) { hits.append(hit) }
      return hits.count < limit
    }
    return hits
  }

  /// The same for messages above the mark, by an index in memory; for stores that cannot be
  /// written.
  func hitsAboveMark(
    _ expression: String, limit: Int, conversation: Int64?, filter: inout HitFilter
  ) throws -> [SearchHit] {
    try connection.run(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.unindexed USING fts5 (
        text, tokenize = 'cjk remove_diacritics 2')
      """)
    try connection.run("DELETE FROM temp.unindexed")
    try connection.run(
      """
      INSERT INTO temp.unindexed (rowid, text)
      SELECT id, text FROM main.message
      WHERE id > (SELECT message_id FROM search_mark WHERE id = 1)
      """)
    var hits: [SearchHit] = []
    guard limit > 0 else { return hits }
    try connection.forEach(
      """
      SELECT message.uuid, message.role, message.created_at, conversation.uuid,
        conversation.title, excerpt(unindexed),
        message.id, conversation.id, conversation.trashed_at IS NOT NULL
      FROM temp.unindexed
      JOIN main.message ON message.id = unindexed.rowid
      JOIN conversation ON conversation.id = message.conversation_id
      WHERE unindexed MATCH ?1 AND (?2 IS NULL OR message.conversation_id = ?2)
        AND (?3 IS NULL OR (conversation.archived_at IS NOT NULL) = ?3)
        AND (conversation.trashed_at IS NOT NULL) <= ?4
      ORDER BY unindexed.rowid DESC
      """, .text(expression), .integer(conversation), .flag(filter.filter.wantsArchived),
      .flag(filter.filter.wantsTrashed)
    ) { row in
      if let hit = try Self.read(row, filter: &filter) { hits.append(hit) }
      return hits.count < limit
    }
    return hits
  }

  /// Drops what is indexed and starts again from the first message.
  func clear() throws {
    try connection.run("INSERT INTO message_fts (message_fts) VALUES ('delete-all')")
    try setMark(0)
  }

  /// Notes that messages were removed, whose words stay in older segments until those are merged.
  ///
  /// The mark goes back to the newest message there is: its key is given to the next one, which must not be
  /// taken for indexed.
  func noteRemovedWords() throws {
    try connection.run(
      """
      UPDATE search_mark SET removals = min(removals, 4611686018427387904) + 1,
        message_id = min(message_id, (SELECT coalesce(max(id), 0) FROM message))
      """)
  }

  /// Notes that all segments were merged which there were after so many removals.
  func noteForgottenWords(after removals: Int64) throws {
    try connection.run(
      "UPDATE search_mark SET removals = 0 WHERE removals = ?1", .integer(removals))
  }

  /// How often messages were removed whose words may still be in the index.
  func removals() throws -> Int64 {
    try connection.first("SELECT removals FROM search_mark WHERE id = 1") { try $0.integer(0) } ?? 0
  }

  /// Merges a piece of the index's segments into one; false when there is only one left.
  ///
  /// A negative number begins a merge of all segments and a positive one goes on with it:
  /// <https://www.sqlite.org/fts5.html#the_merge_command>.
  func mergePiece(isFirst: Bool) throws -> Bool {
    let before = connection.totalChanges
    try connection.run(
      "INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?1)",
      .integer(isFirst ? -Self.mergedPages : Self.mergedPages))
    // By the page cited, fewer than two changes say that there was nothing to do.
    return connection.totalChanges - before >= 2
  }

  private static let mergedPages = 500

  /// Up to how many messages the full comparison stays below a tenth of a second.
  static let checkLimit: Int64 = 1500

  /// True when exactly the messages are in the index, whatever it says of their words.
  func coversMessages() throws -> Bool {
    try connection.first(
      """
      SELECT NOT EXISTS (SELECT id FROM message EXCEPT SELECT id FROM message_fts_docsize)
        AND NOT EXISTS (SELECT id FROM message_fts_docsize EXCEPT SELECT id FROM message)
      """
    ) { try $0.integer(0) == 1 } ?? false
  }

  /// Compares the index with the messages; throws `SQLITE_CORRUPT_VTAB` when they differ.
  ///
  /// Every message must be indexed by then. The rank 1 asks for the comparison with the content
  /// table: <https://www.sqlite.org/fts5.html#the_integrity_check_command>.
  func check() throws {
    try connection.run("INSERT INTO message_fts (message_fts, rank) VALUES ('integrity-check', 1)")
  }

  /// The hit of a row; nil when it is not wanted.
  private static func read(
    _ row: borrowing Row, filter: inout HitFilter
  ) throws -> SearchHit? {
    let isWanted = try filter.accepts(
      row.integer(6), in: row.integer(7), isTrashed: row.integer(8) == 1)
    guard isWanted else { return nil }
    guard let message = Identifier<Message>(bytes: try row.blob(0)) else {
      throw row.mismatch(0, "a UUID")
    }
    guard let role = Role(rawValue: try row.text(1)) else { throw row.mismatch(1, "a role") }
    guard let conversation = Identifier<Conversation>(bytes: try row.blob(3)) else {
      throw row.mismatch(3, "a UUID")
    }
    return SearchHit(
      message: message, role: role, createdAt: try row.time(2), conversation: conversation,
      title: try row.text(4), snippet: Snippet(marked: try row.text(5)))
  }
}
