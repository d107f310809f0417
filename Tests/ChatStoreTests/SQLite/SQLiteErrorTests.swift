import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct SQLiteErrorTests {
  @Test("An error of a file says the system's reason")
  func file() throws {
    try withStoreFile { path in
      let error = #expect(throws: SQLiteError.self) {
        try Connection(path: path + "/not/there.db", access: .readOnly, busyTimeout: 0)
      }
      let description = try #require(error).description
      #expect(description.contains("No such file or directory"))
      #expect(description.contains("SQLite code 14"))
    }
  }

  @Test("An error of a statement has SQLite's words alone, and never what was bound")
  func statement() throws {
    let connection = try Connection(path: "", access: .inMemory, busyTimeout: 0)
    let error = #expect(throws: SQLiteError.self) {
      try connection.run("INSERT INTO absent VALUES (?1)", .text("secret"))
    }
    #expect(error?.description == "no such table: absent (SQLite code 1)")
  }
}
