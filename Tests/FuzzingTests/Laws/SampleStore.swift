@testable import ChatStore

/// Stores to be damaged: their bytes are the same in every run, so that an input means the same.
enum SampleStore {
  /// The store with something in every table, a turn that nobody ended among it; an empty one; and
  /// one of every older schema.
  static let all: [Result<[UInt8], any Error>] =
    [Result { try bytes(through: Migration.count) { try SampleContent(connection: $0).fill() } }]
    + (1...Migration.count).reversed().map { version in
      Result { try bytes(through: version) { _ in } }
    }

  private static func bytes(
    through version: Int, fill: (Connection) throws -> Void
  ) throws -> [UInt8] {
    let path = StoreLaw.folder + "/sample"
    StoreFiles(path: path).remove()
    defer { StoreFiles(path: path).remove() }
    try StoreFile(path: path).create()
    do {
      let database = Database(path: path, access: .readWrite)
      try database.withWriter(.normal) { connection in
        // Small pages: the same store has more of them, and less in it is empty.
        try connection.run("PRAGMA page_size = 512")
        try Migrator(connection: connection, path: path).migrate(through: version)
        try connection.run("UPDATE schema_migration SET applied_at = 0")
        try connection.transaction("BEGIN IMMEDIATE") { try fill(connection) }
        try connection.run("VACUUM")
        _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
      }
    }
    return try StoreFiles(path: path).bytes()
  }
}
