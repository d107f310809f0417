import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct DatabaseTests {
  @Test("Every durable write is durable, also after writes that are not")
  func durability() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      func level(_ durability: Database.Durability) throws -> Int64? {
        try store.database.withWriter(durability) { connection in
          try connection.first("PRAGMA synchronous") { try $0.integer(0) }
        }
      }
      for _ in 0..<3 {
        #expect(try level(.full) == 2)
        #expect(try level(.normal) == 1)
      }
    }
  }

  @Test("A failed transaction changes nothing and leaves none open")
  func rollback() throws {
    struct Refused: Error {}
    try withStore { store in
      _ = try store.conversation([], title: "kept")
      #expect(throws: Refused.self) {
        try store.database.write(.full) { connection in
          try connection.run("UPDATE conversation SET title = 'changed'")
          throw Refused()
        }
      }
      #expect(try store.conversations(limit: 9).map(\.title) == ["kept"])
    }
  }

  @Test("A commit that fails rolls back, so that the connection can be used again")
  func failingCommit() throws {
    try withStore { store in
      _ = try store.conversation([], title: "kept")
      // A deferred foreign key is checked by COMMIT itself.
      #expect(throws: SQLiteError.self) {
        try store.database.write(.full) {
          try $0.run("UPDATE conversation SET title = 'changed', active_branch_id = 99")
        }
      }
      #expect(try store.conversations(limit: 9).map(\.title) == ["kept"])
      _ = try store.conversation([], title: "next")
    }
  }

  @Test("A reader sees one snapshot while another connection writes")
  func snapshot() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation([.user("1")])
      let other = try ChatStore.open(path: path)
      try store.read { connection in
        let before = try ConversationRepository(connection: connection)
          .conversation(conversation.key)?.messageCount
        _ = try other.append(.user("2"), to: branch)
        let after = try ConversationRepository(connection: connection)
          .conversation(conversation.key)?.messageCount
        #expect(before == 1 && after == 1)
      }
      #expect(try store.refreshed(conversation).messageCount == 2)
    }
  }

  @Test("The last object to let go of a store leaves one file without a log")
  func closing() throws {
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        let (_, branch, _) = try store.conversation([.user("1")])
        #expect(try store.head(of: branch)?.text == "1")
      }
      let raw = try RawDatabase("file:\(path)")
      _ = raw
      #expect(!exists(path + "-wal"))
    }
  }

  @Test("A statement that is used inside itself is another statement")
  func nested() throws {
    try withStore { store in
      for title in ["a", "b"] { _ = try store.conversation([], title: title) }
      let pairs = try store.read { connection in
        func titles() throws -> [String] {
          try connection.all("SELECT title FROM conversation ORDER BY id") { try $0.text(0) }
        }
        return try connection.all("SELECT title FROM conversation ORDER BY id DESC") { row in
          try titles().map { [try row.text(0), $0] }
        }.flatMap(\.self)
      }
      #expect(pairs == [["b", "a"], ["b", "b"], ["a", "a"], ["a", "b"]])
    }
  }

  @Test("A value of another type than asked for is an error that names the column")
  func mismatch() throws {
    try withStore { store in
      let error = try #require(
        #expect(throws: SQLiteError.self) {
          try store.database.withReader { try $0.first("SELECT 'x' AS size") { try $0.integer(0) } }
        })
      #expect(error.message == "column size does not hold an integer")
      #expect(!error.description.contains("'x'"))
    }
  }

  @Test("Texts and bytes come back as they were bound, NUL and nothing included")
  func values() throws {
    try withStore { store in
      try store.database.withReader { connection in
        for text in ["", "a\u{0}b", "e\u{301}", "语言😀"] {
          let read = try connection.first("SELECT ?1", .text(text)) { try $0.text(0) }
          #expect(read.map { Array($0.utf8) } == Array(text.utf8))
        }
        for bytes: [UInt8] in [[], [0], [0, 255]] {
          #expect(try connection.first("SELECT ?1", .blob(bytes)) { try $0.blob(0) } == bytes)
        }
        #expect(try connection.first("SELECT ?1", nil) { try $0.optionalText(0) } == .some(nil))
      }
    }
  }
}
