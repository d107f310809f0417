/// A trigger of the schema, as the migrations define it.
struct Trigger {
  let name: String
  let sql: String

  /// All of them, read from a store in memory that has nothing but the schema.
  static func all() throws -> [Trigger] {
    let empty = try Connection(path: "", access: .inMemory, busyTimeout: 0)
    try Migrator(connection: empty, path: "the store in memory").migrate()
    return try empty.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
      Trigger(name: try $0.text(0), sql: try $0.text(1))
    }
  }
}
