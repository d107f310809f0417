/// The tables of the search index, which can be made anew at any time.
struct SearchTables {
  let connection: Connection

  /// Takes the index away, however damaged it is.
  func drop() throws {
    // Dropping it begins with opening it.
    if (try? connection.run("SELECT 1 FROM message_fts LIMIT 0")) == nil {
      try connection.forgetSearchTable()
    }
    try connection.run("DROP TABLE IF EXISTS message_fts")
    // What is left of one whose own entry is gone.
    try connection.run("DROP TABLE IF EXISTS message_fts_data")
    try connection.run("DROP TABLE IF EXISTS message_fts_idx")
    try connection.run("DROP TABLE IF EXISTS message_fts_config")
    try connection.run("DROP TABLE IF EXISTS message_fts_docsize")
    try connection.run("DROP TABLE IF EXISTS message_fts_content")
    try connection.run("DROP TABLE IF EXISTS search_slot")
    try connection.run("DROP TABLE IF EXISTS search_model")
    try connection.run("DROP TABLE IF EXISTS search_mark")
  }

  /// Makes all of it anew, without anything in it.
  func make() throws {
    try drop()
    // Names and texts are the migrations' own, not data.
    for (name, sql) in try OwnSchema.made().searchTables.sorted(by: { $0.key < $1.key }) {
      try sql.withCString { try connection.execute(script: $0, name: name) }
    }
    // As the migration that made them does.
    try connection.run(
      """
      INSERT INTO message_fts (message_fts, rank)
      VALUES ('automerge', 0), ('crisismerge', 1000), ('usermerge', 6)
      """)
    try connection.run("INSERT INTO search_mark (id, message_id) VALUES (1, 0)")
  }
}
