/// Writes the full-text index.
///
/// An append does not pay for every word: what was written since is indexed in batches, as soon as there
/// are 64 messages to index, and before a search. Each batch is a short transaction, and its messages are
/// written in the order of their row numbers, which FTS5 needs to write them at once.
struct SearchIndexer {
  let connection: Connection

  /// How many messages may wait for the next batch.
  static let backlog: Int64 = 64

  /// How many messages one transaction indexes; some 50 ms of work.
  static let batch = 512

  /// Indexes the next messages above the mark, and merges as much as that brings about; false when nothing
  /// was left to do.
  func indexBatch() throws -> Bool {
    guard try indexWithoutMerging() else { return false }
    _ = try merge(pages: Self.pagesOfBatch)
    return true
  }

  /// The same for whoever appends: what is to be merged is left to the next search, as long as it is not so
  /// much that this would be slow.
  func indexWaiting() throws -> Bool {
    guard try indexWithoutMerging() else { return false }
    if try unmerged() >= Self.mostUnmerged { try mergeWaiting() }
    return true
  }

  private func indexWithoutMerging() throws -> Bool {
    let mark = try SearchIndex(connection: connection).mark()
    guard let last = try indexBatch(above: mark) else { return false }
    try setMark(last)
    try noteUnmerged()
    return true
  }

  /// Notes that there is one segment more.
  func noteUnmerged() throws {
    try connection.run("UPDATE search_mark SET unmerged = min(unmerged, 1000000) + 1")
  }

  /// The same above a message; returns the last one, nil when nothing was left to do.
  func indexBatch(above mark: Int64) throws -> Int64? {
    let messages = try connection.all(
      "SELECT id, created_at FROM message WHERE id > ?1 ORDER BY id LIMIT ?2", .integer(mark),
      .integer(Self.batch)
    ) { (key: try $0.integer(0), slot: SearchSlot.of(try $0.time(1))) }
    guard let last = messages.last?.key else { return nil }
    try index(messages)
    return last
  }

  /// True when so many messages wait that they are a batch, and not so many that they are a task for
  /// somebody who waits for it.
  func isDue() throws -> Bool {
    try connection.first(
      """
      SELECT (SELECT max(id) FROM message) - message_id BETWEEN ?1 AND ?2
      FROM search_mark WHERE id = 1
      """, .integer(Self.backlog), .integer(Self.backlog * 64)
    ) { try $0.optionalInteger(0) } == .some(1)
  }

  private func index(_ messages: [(key: Int64, slot: Int64)]) throws {
    var slots = try SearchSlots(of: connection)
    for (key, slot) in try slots.place(messages, taking: { try take($0, for: $1) }) {
      guard let document = try SearchDocument(of: key, in: connection) else { continue }
      try insert(document, at: slot)
    }
    try slots.store(in: connection)
  }

  /// Gives a message a row number; false when another has it.
  func take(_ slot: Int64, for message: Int64) throws -> Bool {
    try connection.run(
      "INSERT INTO search_slot (slot, message_id) VALUES (?1, ?2) ON CONFLICT (slot) DO NOTHING",
      .integer(slot), .integer(message))
    return connection.changes == 1
  }

  func insert(_ document: SearchDocument, at slot: Int64) throws {
    try insertWords(of: document, at: slot)
    if let model = document.model { try noteModel(model) }
  }

  func insertWords(of document: SearchDocument, at slot: Int64) throws {
    try connection.run(
      """
      INSERT INTO message_fts (rowid, text, reasoning, arguments, result, facets)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, .integer(slot), .text(document.text), .text(document.reasoning),
      .text(document.arguments), .text(document.result), .text(document.facets))
  }

  func noteModel(_ name: String) throws {
    try connection.run(
      "INSERT INTO search_model (name) VALUES (?1) ON CONFLICT (name) DO NOTHING", .text(name))
  }

  func setMark(_ message: Int64) throws {
    try connection.run(
      """
      INSERT INTO search_mark (id, message_id) VALUES (1, ?1)
      ON CONFLICT (id) DO UPDATE SET message_id = excluded.message_id
      """, .integer(message))
  }

  // MARK: Taking out

  /// Takes a message out of the index, before it or what its facets say changes; false when it is not in.
  ///
  /// An index without a text of its own must be told what it forgets:
  /// <https://www.sqlite.org/fts5.html#the_delete_command>.
  @discardableResult func remove(_ message: Int64) throws -> Bool {
    guard message <= (try SearchIndex(connection: connection).mark()),
      let document = try SearchDocument(of: message, in: connection),
      let slot = try SearchIndex(connection: connection).slot(of: message, at: document.createdAt)
    else { return false }
    try delete(document, at: slot)
    try connection.run("DELETE FROM search_slot WHERE slot = ?1", .integer(slot))
    return true
  }

  /// Lets the index know what a change makes of messages' facets.
  ///
  /// What is wrong with the index is no reason not to make the change.
  func refresh<Result>(_ messages: [Int64], _ change: () throws -> Result) throws -> Result {
    let before = (try? indexed(messages)) ?? []
    let result = try change()
    for (message, document, slot) in before {
      guard let after = try SearchDocument(of: message, in: connection), after != document else {
        continue
      }
      do {
        try delete(document, at: slot)
        try insert(after, at: slot)
      } catch let error as SQLiteError where error.isOfSearchIndex {}
    }
    return result
  }

  /// What the index knows of those messages that it has.
  private func indexed(
    _ messages: [Int64]
  ) throws -> [(message: Int64, document: SearchDocument, slot: Int64)] {
    let index = SearchIndex(connection: connection)
    let mark = try index.mark()
    return try messages.filter { $0 <= mark }.compactMap { message in
      guard let document = try SearchDocument(of: message, in: connection),
        let slot = try index.slot(of: message, at: document.createdAt)
      else { return nil }
      return (message, document, slot)
    }
  }

  private func delete(_ document: SearchDocument, at slot: Int64) throws {
    try connection.run(
      """
      INSERT INTO message_fts (message_fts, rowid, text, reasoning, arguments, result, facets)
      VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6)
      """, .integer(slot), .text(document.text), .text(document.reasoning),
      .text(document.arguments), .text(document.result), .text(document.facets))
  }

  // MARK: Removals

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

  // MARK: Merging

  /// From how many batches on a search merges; each costs every word that is looked for some microseconds.
  static let fewUnmerged = 8

  /// How many batches appends may leave behind.
  private static let mostUnmerged = 192

  /// How many pages are merged for a batch that somebody waits for, and in one go otherwise.
  private static let pagesOfBatch = 600
  private static let pagesInOneGo = 100

  /// How many batches were written since there was nothing left to merge.
  func unmerged() throws -> Int {
    try connection.first("SELECT unmerged FROM search_mark WHERE id = 1") { try $0.count(0) } ?? 0
  }

  /// Merges a bounded piece of what waits to be merged.
  func mergeWaiting() throws {
    guard try !merge(pages: Self.pagesInOneGo) else { return }
    try connection.run("UPDATE search_mark SET unmerged = 0")
  }

  /// Merges a piece of what whoever indexes many messages leaves; false when nothing is to be merged.
  func mergeMany() throws -> Bool { try merge(pages: Self.mergedPages) }

  /// Merges a piece of the index's segments into one; false when there is only one left.
  ///
  /// A negative number begins a merge of all segments and a positive one goes on with it:
  /// <https://www.sqlite.org/fts5.html#the_merge_command>.
  func mergePiece(isFirst: Bool) throws -> Bool {
    try merge(pages: isFirst ? -Self.mergedPages : Self.mergedPages)
  }

  private static let mergedPages = 500

  /// False when there was nothing to do.
  private func merge(pages: Int) throws -> Bool {
    let before = connection.totalChanges
    try connection.run(
      "INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?1)", .integer(pages))
    // By the page cited, fewer than two changes say that there was nothing to do.
    return connection.totalChanges - before >= 2
  }
}
