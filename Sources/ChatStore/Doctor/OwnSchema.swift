/// The schema as the migrations make it, to be compared with the one of a store.
struct OwnSchema {
  /// All triggers.
  let triggers: [Trigger]
  /// Of each table and index what `columns(of:)` says.
  let columns: [String: [String]]
  /// The definitions of the search index's tables, but for those that FTS5 makes.
  let searchTables: [String: String]
  /// The definitions of the tables of sums.
  let usageTables: [String: String]
  /// The definitions of the indexes, but for those that SQLite makes.
  let indexes: [String: String]

  /// Reads it from a store in memory that has nothing but the schema; once in a process.
  static func made() throws -> OwnSchema { try read.get() }

  private static let read = Result {
    let empty = try Connection(path: "", access: .inMemory, busyTimeout: 0)
    try Migrator(connection: empty, path: "the store in memory").migrate()
    let triggers = try empty.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
      Trigger(name: try $0.text(0), sql: try $0.text(1))
    }
    let tables = try empty.all(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'table'
        AND (name = 'message_fts' OR name GLOB 'search_*' OR name GLOB 'usage_*')
      """
    ) { (name: try $0.text(0), sql: try $0.text(1)) }
    let indexes = try empty.all(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    ) { (try $0.text(0), try $0.text(1)) }
    let remade = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.sql) })
    return OwnSchema(
      triggers: triggers, columns: try columns(of: empty),
      searchTables: remade.filter { !$0.key.hasPrefix("usage_") },
      usageTables: remade.filter { $0.key.hasPrefix("usage_") },
      indexes: Dictionary(uniqueKeysWithValues: indexes))
  }

  /// What makes a table or an index anew that is made of others.
  func repair(of name: String) -> Repair? {
    if indexes[name] != nil { return .indexes }
    return searchTables[name] != nil ? .searchIndex : usageTables[name] != nil ? .usage : nil
  }

  /// The columns of each table, with their types, and of each index.
  ///
  /// Not the text of the definitions: SQLite writes that of a changed table in words of its own, which
  /// may be others in another release. Pragmas as tables: <https://sqlite.org/pragma.html#pragfunc>.
  static func columns(of connection: Connection) throws -> [String: [String]] {
    let rows = try connection.all(
      """
      SELECT schema.name, info.name || ' ' || info.type || ' ' || info."notnull" || ' ' || info.pk
      FROM sqlite_schema AS schema JOIN pragma_table_info(schema.name) AS info
      WHERE schema.type = 'table' AND schema.name NOT GLOB 'message_fts_*'
      UNION ALL
      SELECT schema.name, schema.tbl_name || '.' || info.name
      FROM sqlite_schema AS schema JOIN pragma_index_info(schema.name) AS info
      WHERE schema.type = 'index' AND schema.sql IS NOT NULL
      """
    ) { (name: $0.lossyText(0), column: $0.lossyText(1)) }
    return Dictionary(grouping: rows, by: \.name).mapValues { $0.map(\.column) }
  }
}
