import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite struct MigratorTests {
  @Test("A new store knows its migrations and has the current version")
  func fresh() throws {
    try withStoreFile { path in
      _ = try ChatStore.open(path: path)
      let raw = try RawDatabase(path)
      #expect(try raw.number("PRAGMA user_version") == Migration.count)
      #expect(try raw.number("PRAGMA application_id") == 0x636f_6e76)
      #expect(try raw.run("PRAGMA journal_mode") == [["wal"]])
      let names = try raw.run("SELECT name FROM schema_migration ORDER BY version")
      #expect(names.map { $0.first } == Migration.all.map { $0.name })
      // A store that was made just now has no past to keep.
      let folder = (path as NSString).deletingLastPathComponent
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!files.contains { $0.contains(".schema-") })
    }
  }

  @Test("A store of every older version is brought up to date, and a copy is kept as it was")
  func olderVersions() throws {
    for version in 1..<Migration.count {
      try withStoreFile { path in
        try Self.make(path, version: version)
        let store = try ChatStore.open(path: path, creating: false)
        #expect(try store.conversations(limit: 9).map(\.title) == ["old"])
        #expect(try RawDatabase(path).number("PRAGMA user_version") == Migration.count)
        let copy = path + ".schema-\(version)"
        #expect(try mode(copy) == 0o600)
        #expect(try RawDatabase(copy).number("PRAGMA user_version") == version)
        #expect(try RawDatabase(copy).run("SELECT title FROM conversation") == [["old"]])
      }
    }
  }

  @Test("The copy that a migration keeps survives a second process that waited for the first")
  func waitingForMigration() throws {
    try withStoreFile { path in
      try Self.make(path, version: 3)
      let locks = try LiveLocks(path: StoreFile(path: path).lockPath)
      let second = Thread.detached { try ChatStore.open(path: path) }
      try locks.withMigrationLock {
        // Whether or not the other thread has looked at the version by now, it may not migrate.
        while !second.isWaitingForLock(of: StoreFile(path: path).lockPath) { sched_yield() }
        let file = StoreFile(path: path)
        let database = Database(path: path, access: .readWrite)
        try file.keepCopy(ofVersion: 3, from: database)
        try database.withWriter(.full) { try Migrator(connection: $0, path: path).migrate() }
      }
      _ = try second.result()
      #expect(try RawDatabase(path + ".schema-3").number("PRAGMA user_version") == 3)
    }
  }

  @Test("A store of a newer convo is refused, also by a convo that has it open, and stays as it is")
  func newerSchema() throws {
    try withStoreFile { path in
      let open = try ChatStore.open(path: path)
      let (conversation, branch, _) = try open.conversation([.user("1")])
      try RawDatabase(path).run("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
      let content = try bytes(path)
      expectError("newerSchema") { try ChatStore.open(path: path) }
      expectError("newerSchema") { try open.append(.user("2"), to: branch) }
      #expect(try bytes(path) == content)
      #expect(try open.texts(on: branch, of: conversation) == ["1"])
    }
  }

  @Test("A store whose past migrations were other ones is refused before it is migrated")
  func changedMigration() throws {
    try withStoreFile { path in
      try Self.make(path, version: 4)
      try RawDatabase(path).run("UPDATE schema_migration SET sha256 = x'00' WHERE version = 2")
      expectError("migrationChanged") { try ChatStore.open(path: path) }
      #expect(try RawDatabase(path).number("PRAGMA user_version") == 4)
    }
  }

  @Test("A process that dies while it makes a store leaves a file that the next one finishes")
  func interrupted() throws {
    struct Died: Error {}
    try withStoreFile { path in
      try write([], to: path)
      for version in 0..<Migration.count {
        // What is in the file after each step that is on the disk before the next one begins.
        let database = Database(path: path, access: .readWrite)
        try database.withWriter(.full) {
          try Migrator(connection: $0, path: path).migrate(through: version)
        }
      }
      _ = try ChatStore.open(path: path).conversation([.user("1")])
    }
  }

  @Test("A migration that fails changes nothing")
  func failing() throws {
    try withStoreFile { path in
      try Self.make(path, version: 2)
      try RawDatabase(path).run("CREATE TABLE tool_result (a)")
      expectError("database") { try ChatStore.open(path: path) }
      let raw = try RawDatabase(path)
      #expect(try raw.number("PRAGMA user_version") == 2)
      #expect(try raw.number("SELECT count(*) FROM sqlite_schema WHERE name = 'tool_call'") == 0)
    }
  }

  @Test("An older store that cannot be written says that it must be migrated")
  func readOnly() throws {
    try withStoreFile { path in
      try Self.make(path, version: 2)
      let store = ChatStore.opened(path, as: .immutable)
      expectError("needsMigration") { try store.bringUpToDate() }
    }
  }

  /// Makes a store as the convo of an older schema left it.
  private static func make(_ path: String, version: Int) throws {
    try write([], to: path)
    let database = Database(path: path, access: .readWrite)
    try database.withWriter(.full) { connection in
      _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
      try Migrator(connection: connection, path: path).migrate(through: version)
      let columns =
        "INSERT INTO conversation (uuid, short_id, title, created_at, updated_at)"
        + " VALUES (zeroblob(16), 0, 'old', 1, 1);"
        + "INSERT INTO branch (conversation_id, name, created_at, updated_at)"
        + " VALUES (1, 'main', 1, 1); UPDATE conversation SET active_branch_id = 1;"
      // The reference from a branch to its message has no table before the second migration.
      try connection.execute(script: "PRAGMA foreign_keys = OFF", name: "test")
      try connection.execute(script: columns, name: "test")
    }
  }
}
