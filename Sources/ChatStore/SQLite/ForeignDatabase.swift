import CSQLite
import Glibc

/// Another program's SQLite database, opened for reading; not a byte of it changes.
///
/// What its program has written but not yet moved into the file is read too. It can be on a medium that
/// cannot be written.
package final class ForeignDatabase {
  /// What can stand in place of a parameter.
  package enum Value {
    /// A text.
    case text(String)
    /// A number.
    case integer(Int64)
    /// A blob.
    case blob([UInt8])
  }

  /// Where the file is.
  package let path: String

  private let connection: Connection
  /// What the file looked like, if nothing keeps its program from writing while it is read.
  private let unguarded: Stamp?

  /// Opens a file.
  /// - Parameters:
  ///   - path: Where it is.
  ///   - busyTimeout: How many milliseconds to wait for its program.
  /// - Throws: `ForeignDatabaseError` when it is no database, or cannot be read.
  package init(path: String, busyTimeout: Int32 = 5000) throws {
    self.path = path
    var failure: ForeignDatabaseError?
    for access in try ForeignFile(path: path).accesses {
      do throws(SQLiteError) {
        let stamp = access == .immutable ? Stamp(path) : nil
        let opened = try Connection(path: path, access: access, busyTimeout: busyTimeout)
        // Only now is the file really read.
        try opened.run("SELECT count(*) FROM sqlite_schema")
        connection = opened
        unguarded = stamp
        return
      } catch {
        failure = failure ?? ForeignDatabaseError(error, path: path)
        if error.isBusy || error.isCorrupt { break }
      }
    }
    throw failure ?? ForeignDatabaseError(path: path, "it cannot be opened")
  }

  /// The names of a table's columns; none for a table that is not there.
  package func columns(of table: String) throws -> Set<String> {
    var names: Set<String> = []
    try forEach(
      """
      SELECT name FROM pragma_table_info(?1)
      WHERE EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND tbl_name = ?1)
      """, .text(table)
    ) { row in
      if let name = row.text("name") { names.insert(name) }
      return true
    }
    return names
  }

  /// Lends every row in turn; stops when the closure returns false.
  package func forEach(
    _ sql: StaticString, _ values: Value..., body: (borrowing ForeignRow) throws -> Bool
  ) throws {
    try wrapping {
      let statement = try connection.prepare(sql)
      try statement.bind(values.map(\.value))
      while try statement.step() {
        guard try statement.withForeignRow(body) else { return }
      }
    }
  }

  /// The first row's reading; nil without rows.
  package func first<Result>(
    _ sql: StaticString, _ values: Value..., read: (borrowing ForeignRow) throws -> Result?
  ) throws -> Result? {
    try wrapping {
      let statement = try connection.prepare(sql)
      try statement.bind(values.map(\.value))
      guard try statement.step() else { return nil }
      return try statement.withForeignRow(read)
    }
  }

  /// Runs a statement without rows; it can only write tables in `temp`, which is not in the file.
  package func run(_ sql: StaticString) throws {
    try wrapping { try connection.run(sql) }
  }

  /// Reads one consistent state; its program cannot write meanwhile, so it should not last long.
  package func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try run("BEGIN")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      try? connection.run("ROLLBACK")
      throw error
    }
  }

  /// Looks whether what was read was the file's one state.
  /// - Throws: `ForeignDatabaseError` when its program wrote meanwhile.
  package func checkUnchanged() throws {
    guard let unguarded, Stamp(path) != unguarded else { return }
    throw ForeignDatabaseError(
      path: path, "its program wrote to it while it was read; import it once more")
  }

  private func wrapping<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw ForeignDatabaseError(error, path: path)
    }
  }

  /// What changes about files when somebody writes.
  private struct Stamp: Equatable {
    private var sizes: [Int] = []
    private var seconds: [Int] = []
    private var nanoseconds: [Int] = []

    init(_ path: String) {
      for name in [path, path + "-wal"] {
        var status = stat()
        guard stat(name, &status) == 0 else { continue }
        sizes.append(Int(status.st_size))
        seconds.append(Int(status.st_mtim.tv_sec))
        nanoseconds.append(Int(status.st_mtim.tv_nsec))
      }
    }
  }
}

extension ForeignDatabase.Value {
  fileprivate var value: SQLiteValue {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .blob(let bytes): .blob(bytes)
    }
  }
}
