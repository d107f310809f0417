import CSQLite

/// A prepared statement on lease from its connection's cache.
///
/// It cannot be copied or kept: leaving the scope resets it, drops what was bound and gives it
/// back, so that no statement holds a read transaction open by accident.
struct Statement: ~Copyable {
  private let connection: Connection
  private let handle: OpaquePointer
  private let sql: StaticString

  init(connection: Connection, handle: OpaquePointer, sql: StaticString) {
    self.connection = connection
    self.handle = handle
    self.sql = sql
  }

  deinit {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    connection.giveBack(handle, sql)
  }

  /// Binds `values` to the parameters `?1`, `?2`, ….
  func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    for index in values.indices {
      let parameter = Int32(truncatingIfNeeded: index + 1)
      let code: Int32
      switch values[index] {
      case .null: code = sqlite3_bind_null(handle, parameter)
      case .integer(let value): code = sqlite3_bind_int64(handle, parameter, value)
      case .real(let value): code = sqlite3_bind_double(handle, parameter, value)
      case .text(var value):
        code = value.withUTF8 { utf8 in
          utf8.withMemoryRebound(to: CChar.self) {
            csqlite_bind_text(handle, parameter, $0.baseAddress, $0.count)
          }
        }
      case .blob(let value):
        code = value.withUnsafeBytes {
          csqlite_bind_blob(handle, parameter, $0.baseAddress, $0.count)
        }
      }
      guard code == SQLITE_OK else { throw error(code) }
    }
  }

  /// Begins anew with another value of `?1`.
  func rebind(_ value: Int64) throws(SQLiteError) {
    sqlite3_reset(handle)
    let code = sqlite3_bind_int64(handle, 1, value)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Runs to the next row; false when there is none.
  func step() throws(SQLiteError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw error(code)
    }
  }

  /// Lends the row that the last step reached.
  func withRow<Result>(_ body: (borrowing Row) throws -> Result) rethrows -> Result {
    try body(Row(statement: handle, sql: sql))
  }

  /// Lends the same row as one of another program's database.
  func withForeignRow<Result>(
    _ body: (borrowing ForeignRow) throws -> Result
  ) rethrows -> Result {
    try body(ForeignRow(statement: handle))
  }

  private func error(_ code: Int32) -> SQLiteError {
    SQLiteError(sqlite3_db_handle(handle), code: code, statement: sql.description)
  }
}
