/// Brings a store's schema up to date: forward only, each migration in one transaction.
///
/// `user_version` counts the migrations applied; the table `schema_migration` keeps their names and
/// checksums. Callers hold the store's migration lock, so that two processes never migrate at once.
struct Migrator {
  let connection: Connection
  let path: String

  /// How many migrations the file has seen; 0 for an empty file.
  static func version(of connection: Connection) throws -> Int {
    try connection.first("PRAGMA user_version") { try $0.count(0) } ?? 0
  }

  /// Refuses a file that is not a store of a schema this program knows, without touching it.
  static func check(_ connection: Connection, path: String) throws -> Int {
    let version: Int
    do {
      version = try Self.version(of: connection)
    } catch let error as SQLiteError where error.isCorrupt {
      // A store that lost its end is still a store, and its owner wants to hear that.
      if StoreFile(path: path).hasOurHeader { throw error }
      throw ChatStoreError.notAStore(path: path)
    }
    let isOurs = try connection.first("PRAGMA application_id") { try $0.integer(0) } == 0x636f_6e76
    let isEmpty =
      try connection.first("SELECT count(*) FROM sqlite_schema") { try $0.integer(0) } == 0
    guard isOurs || (isEmpty && version == 0), version >= 0 else {
      throw ChatStoreError.notAStore(path: path)
    }
    guard version <= Migration.count else {
      throw ChatStoreError.newerSchema(path: path, found: version, known: Migration.count)
    }
    return version
  }

  /// Applies what is pending.
  /// - Parameter last: The version to stop at; a test makes older stores with it.
  /// - Throws: `migrationChanged`, or what SQLite says; the file is then as it was.
  func migrate(through last: Int = Migration.count) throws {
    let version = try Self.check(connection, path: path)
    if version > 0, let changed = try Self.changed(in: connection).first {
      throw ChatStoreError.migrationChanged(path: path, name: changed)
    }
    // A table that is made anew must be dropped without its references being followed, which cannot
    // be said inside a transaction. They are checked before each commit.
    try connection.run("PRAGMA foreign_keys = OFF")
    defer { try? connection.run("PRAGMA foreign_keys = ON") }
    for (index, migration) in Migration.all.enumerated().prefix(last).dropFirst(version) {
      try connection.transaction("BEGIN IMMEDIATE") { try apply(migration, version: index + 1) }
    }
  }

  private func apply(_ migration: Migration, version: Int) throws {
    // Part of the first migration's transaction: a file with this table and nothing else would be
    // taken for another program's.
    try connection.run(
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        version    INTEGER PRIMARY KEY,
        name       TEXT    NOT NULL,
        sha256     BLOB    NOT NULL,
        applied_at INTEGER NOT NULL
      ) STRICT
      """)
    // The index is made anew, and what is there of the old one may not be as convo left it.
    if migration.name == "0013_search.sql" { try SearchTables(connection: connection).drop() }
    try connection.execute(script: migration.sql, name: migration.name)
    try connection.run(
      "INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)",
      .integer(version), .text(migration.name), .blob(migration.checksum), .time(.now()))
    let broken = try connection.first("PRAGMA foreign_key_check") { try $0.text(0) }
    if let broken {
      throw SQLiteError(
        code: 787, message: "a row of \(broken) refers to nothing", statement: migration.name)
    }
    // A pragma takes no parameters; the text is a number that this program counted itself.
    try "PRAGMA user_version = \(version)".withCString { script in
      try connection.execute(script: script, name: migration.name)
    }
  }

  /// The names of applied migrations whose text is not the one that this program carries.
  static func changed(in connection: Connection) throws -> [String] {
    let applied = try connection.all(
      "SELECT name, sha256 FROM schema_migration ORDER BY version"
    ) { (name: try $0.text(0), checksum: try $0.blob(1)) }
    return zip(Migration.all, applied).filter { $0.checksum != $1.checksum }.map(\.1.name)
  }
}
