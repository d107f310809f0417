/// The index of the messages that are not in the index yet, in memory.
///
/// For stores that cannot be written, or that somebody else is writing. Its tables have the names of the
/// store's own, which they hide while they are there: <https://sqlite.org/lang_naming.html>.
struct BacklogIndex {
  let connection: Connection

  /// Runs `body` while the search reads the backlog; nil when there is none.
  func read<Result>(_ body: (SearchIndex) throws -> Result) throws -> Result? {
    let index = SearchIndex(connection: connection)
    var mark = try index.mark()
    guard try index.waiting() > 0 else { return nil }
    return try withTables {
      let indexer = SearchIndexer(connection: connection)
      while let last = try indexer.indexBatch(above: mark) { mark = last }
      return try body(SearchIndex(connection: connection, isOfBacklog: true))
    }
  }

  /// Runs `body` while empty tables hide those of the index.
  func withTables<Result>(_ body: () throws -> Result) throws -> Result {
    defer { drop() }
    drop()
    try connection.run(
      """
      CREATE VIRTUAL TABLE temp.message_fts USING fts5 (
        text, reasoning, arguments, result, facets, content = '', columnsize = 0,
        tokenize = 'cjk remove_diacritics 2')
      """)
    try connection.run(
      "CREATE TEMPORARY TABLE search_slot (slot INTEGER PRIMARY KEY, message_id INTEGER NOT NULL)")
    try connection.run(
      "CREATE TEMPORARY TABLE search_model (name TEXT PRIMARY KEY) WITHOUT ROWID")
    try connection.run(
      """
      CREATE TEMPORARY TABLE search_mark (
        id INTEGER PRIMARY KEY, message_id INTEGER, run_first INTEGER, run_last INTEGER,
        displacement INTEGER, unmerged INTEGER)
      """)
    return try body()
  }

  private func drop() {
    // What is left would hide the index from the next search.
    try? connection.run("DROP TABLE IF EXISTS temp.message_fts")
    try? connection.run("DROP TABLE IF EXISTS temp.search_slot")
    try? connection.run("DROP TABLE IF EXISTS temp.search_model")
    try? connection.run("DROP TABLE IF EXISTS temp.search_mark")
  }
}
