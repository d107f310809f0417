import CSQLite
import ChatStore

/// A store's file through SQLite alone, as another program would open it.
final class RawDatabase {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let handle: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else { throw Failure(description: "cannot open (\(code))") }
    handle = opened
    sqlite3_busy_timeout(handle, 10_000)
    guard csqlite_register_cjk(handle) == SQLITE_OK else {
      throw Failure(description: "cannot register the tokenizer")
    }
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements, and gives the rows of all as text, NULL as nil.
  @discardableResult func run(_ sql: String) throws -> [[String?]] {
    var rows: [[String?]] = []
    var rest = sql[...]
    while !rest.allSatisfy(\.isWhitespace) {
      var statement: OpaquePointer?
      var used = 0
      let code = String(rest).withCString { text in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(handle, text, -1, &statement, &tail)
        used = tail.map { $0 - text } ?? 0
        return code
      }
      guard code == SQLITE_OK else { throw failure }
      rest = String(decoding: rest.utf8.dropFirst(used), as: UTF8.self)[...]
      defer { sqlite3_finalize(statement) }
      while true {
        let step = sqlite3_step(statement)
        if step == SQLITE_DONE || step == SQLITE_MISUSE { break }
        guard step == SQLITE_ROW else { throw failure }
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) }
          })
      }
    }
    return rows
  }

  /// The first column of the first row as a number.
  func number(_ sql: String) throws -> Int? {
    try run(sql).first?.first.flatMap { $0.flatMap { Int($0) } }
  }

  private var failure: Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }
}
