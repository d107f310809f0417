import CSQLite
import Glibc

/// What SQLite said, with the statement that was running; never the values bound to it.
///
/// Bound values hold prompts and replies, so they stay out of every message and log.
/// Result codes: <https://sqlite.org/rescode.html>.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The extended result code.
  public let code: Int32
  /// SQLite's own words; where a file was the trouble, with the system's reason.
  public let message: String
  /// The statement, or what was being done, where there is no statement.
  public let statement: String

  /// The low byte of the code, by which SQLite groups its errors.
  public var primaryCode: Int32 { code & 0xff }

  /// True when another connection held the lock for longer than the busy time-out.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }

  /// True when the file is damaged or is no database at all.
  public var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }

  /// True when a row would not be what the schema demands.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }

  /// True when the file or its folder cannot be written.
  public var isReadOnly: Bool { primaryCode == SQLITE_READONLY }

  /// SQLite's words and the code.
  public var description: String { "\(message) (SQLite code \(code))" }

  init(code: Int32, message: String, statement: String) {
    self.code = code
    self.message = message
    self.statement = statement
  }

  init(_ handle: OpaquePointer?, code: Int32, statement: String) {
    self.code = handle.map { sqlite3_extended_errcode($0) } ?? code
    self.statement = statement
    let words = String(cString: sqlite3_errmsg(handle))
    // "disk I/O error" helps nobody; that no space is left does. SQLite keeps the reason for errors
    // of files only: <https://sqlite.org/c3ref/system_errno.html>.
    let reason = handle.map { sqlite3_system_errno($0) } ?? 0
    let isOfFile = [SQLITE_IOERR, SQLITE_CANTOPEN].contains(self.code & 0xff)
    message = isOfFile && reason != 0 ? "\(words): \(String(cString: strerror(reason)))" : words
  }
}
