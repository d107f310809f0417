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
  /// The system's errno; 0 where no file was the trouble, or nobody knows.
  public let systemError: Int32

  /// The low byte of the code, by which SQLite groups its errors.
  public var primaryCode: Int32 { code & 0xff }

  /// True when another connection held the lock for longer than the busy time-out.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }

  /// True when the file is damaged or is no database at all.
  public var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }

  /// True for a value that convo cannot have written.
  var isMismatch: Bool { primaryCode == SQLITE_MISMATCH }

  /// True for an error that SQLite has no code of its own for.
  var isGeneral: Bool { primaryCode == SQLITE_ERROR }

  /// True when the full-text index is damaged, or one of its tables is not as it was made.
  ///
  /// FTS5 has a code of its own for damage; of tables that are not there SQLite says only in words.
  var isOfSearchIndex: Bool {
    // SQLITE_CORRUPT_VTAB, a macro that Swift does not import.
    if code == SQLITE_CORRUPT | (1 << 8) { return true }
    // FTS5 writes its tables when another statement begins, or the transaction ends. Of damage that it finds
    // then it says no more than this; of tables of convo's own SQLite says which.
    if message == "SQL logic error" || message == "constraint failed" { return true }
    guard primaryCode == SQLITE_ERROR else { return false }
    return ["message_fts", "search_slot", "search_mark", "search_model", "fts5"].contains {
      message.utf8.firstRange(of: $0.utf8) != nil
    } || (message.hasPrefix("no such column") && statement.contains("search_"))
  }

  /// True when a row would not be what the schema demands.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }

  /// True when a row of this identity or name is there already.
  ///
  /// SQLITE_CONSTRAINT_UNIQUE, a macro that Swift does not import.
  var isDuplicate: Bool {
    code == SQLITE_CONSTRAINT | (8 << 8)
  }

  /// True when a value is larger than SQLite can hold.
  var isTooBig: Bool { primaryCode == SQLITE_TOOBIG }

  /// True when the file or its folder cannot be written.
  public var isReadOnly: Bool { primaryCode == SQLITE_READONLY || systemError == EROFS }

  /// True when the disk, or somebody's share of it, is full.
  public var isNoSpace: Bool {
    primaryCode == SQLITE_FULL || systemError == ENOSPC || systemError == EDQUOT
  }

  /// True when the process may not make the file as large as it would have to be.
  public var isSizeLimit: Bool { systemError == EFBIG }

  /// True when the system refused to read or write a file.
  public var isInputOutput: Bool { primaryCode == SQLITE_IOERR }

  /// True when a file could not be opened; the reason may be that of a second try to read it only.
  var isCannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }

  /// True when the process may not open more files, or have more memory.
  var isOfScarcity: Bool { isCannotOpen || primaryCode == SQLITE_NOMEM }

  /// SQLite's words and the code.
  public var description: String { "\(message) (SQLite code \(code))" }

  /// What FTS5 says of a damaged index, for damage that FTS5 does not see.
  static func ofSearchIndex(_ message: String) -> SQLiteError {
    SQLiteError(
      code: SQLITE_CORRUPT | (1 << 8), message: message, statement: "read the search index")
  }

  init(code: Int32, message: String, statement: String, systemError: Int32 = 0) {
    self.code = code
    self.message = message
    self.statement = statement
    self.systemError = systemError
  }

  init(_ handle: OpaquePointer?, code: Int32, statement: String) {
    self.code = handle.map { sqlite3_extended_errcode($0) } ?? code
    self.statement = statement
    let words = String(cString: sqlite3_errmsg(handle))
    // "disk I/O error" helps nobody; that no space is left does. SQLite keeps the reason for errors
    // of files only: <https://sqlite.org/c3ref/system_errno.html>.
    let isOfFile = [SQLITE_IOERR, SQLITE_CANTOPEN].contains(self.code & 0xff)
    var reason: Int32 = 0
    if isOfFile, let handle {
      reason = sqlite3_system_errno(handle)
      if reason == 0 { reason = csqlite_file_errno(handle) }
    }
    systemError = reason
    message = reason == 0 ? words : "\(words): \(String(cString: strerror(reason)))"
  }
}
