import ChatTestSupport

@testable import ChatStore

extension ChatStore {
  /// Opens a store in a given way; to root every file can be written.
  static func opened(_ path: String, as access: Connection.Access) -> ChatStore {
    ChatStore(
      path: path, origin: "", database: Database(path: path, access: access), locks: nil,
      clock: StoreSupportClock().now)
  }

  /// Runs statements past everything that the store takes care of.
  func damage(_ sql: String) throws {
    try database.withWriter(.normal) { connection in
      try sql.withCString { try connection.execute(script: $0, name: "damage") }
    }
  }
}
