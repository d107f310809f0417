import CSQLite
import Glibc

/// One row of another program's database, lent while its statement stands on it.
///
/// Columns are found by their names, because their number depends on the program's version; one that is
/// not there holds nothing. A value of another type is turned into the one that is asked for, as far as that
/// is possible.
package struct ForeignRow: ~Copyable {
  private let statement: OpaquePointer

  init(statement: OpaquePointer) {
    self.statement = statement
  }

  /// The text of a column; bytes that are not UTF-8 come out as U+FFFD.
  package func text(_ name: StaticString) -> String? {
    guard let column = column(name), sqlite3_column_type(statement, column) != SQLITE_NULL,
      let start = sqlite3_column_text(statement, column)
    else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The whole number in a column.
  package func integer(_ name: StaticString) -> Int64? {
    guard let column = column(name) else { return nil }
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column)
    case SQLITE_FLOAT: return Int64(exactly: sqlite3_column_double(statement, column).rounded())
    case SQLITE_TEXT: return text(name).flatMap { Int64($0) }
    default: return nil
    }
  }

  /// The bytes in a column; those of a text too.
  package func bytes(_ name: StaticString) -> [UInt8]? {
    guard let column = column(name), sqlite3_column_type(statement, column) != SQLITE_NULL else {
      return nil
    }
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  private func column(_ name: StaticString) -> Int32? {
    let count = sqlite3_column_count(statement)
    for column in 0..<max(0, count) {
      guard let title = sqlite3_column_name(statement, column) else { continue }
      if strcmp(title, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0 {
        return column
      }
    }
    return nil
  }
}
