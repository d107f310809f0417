import ChatTestSupport

@testable import ChatStore

extension ChatStore {
  /// Opens a store in a given way; to root every file can be written.
  static func opened(
    _ path: String, as access: Connection.Access, clock: StoreSupportClock = StoreSupportClock()
  ) -> ChatStore {
    ChatStore(
      path: path, origin: "", database: Database(path: path, access: access), locks: nil,
      clock: clock.now)
  }

  /// Runs statements past everything that the store takes care of.
  func damage(_ sql: String) throws {
    try database.withWriter(.normal) { connection in
      try sql.withCString { try connection.execute(script: $0, name: "damage") }
    }
  }

  /// The values of every row, as text.
  func rows(_ sql: StaticString, columns: Int32 = 1) throws -> [[String]] {
    try database.read { connection in
      try connection.all(sql) { row in (0..<columns).map { row.lossyText($0) } }
    }
  }

  /// Stores an attachment that no message carries yet, which convo itself never does.
  func store(attachment bytes: [UInt8]) throws -> [UInt8] {
    let hash = Attachment.sha256(of: bytes)
    try write { connection in
      try AttachmentRepository(connection: connection).insert(bytes, sha256: hash, at: clock())
    }
    return hash
  }
}
