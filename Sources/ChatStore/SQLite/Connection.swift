import CSQLite
import Glibc

/// One connection to the database file, with its prepared statements.
///
/// SQL is a `StaticString`, so that the compiler itself refuses SQL that was put together from
/// data. A connection is used by one thread at a time; `Database` sees to it.
final class Connection {
  /// How a connection may touch the file.
  enum Access {
    case readWrite
    case readOnly
    /// For a file in a folder that cannot be written, of which no log is left: SQLite then needs
    /// no shared memory. See <https://sqlite.org/wal.html#read_only_databases>.
    case immutable
    /// For reading on a full disk, where the log's index cannot be made beside the file: it is kept
    /// in memory, which needs that no other process has the store open. A lock sees to it.
    /// See <https://sqlite.org/wal.html#use_of_wal_without_shared_memory>.
    case exclusive
    /// The same in a folder that cannot be written, where not even a lock can be taken: a log
    /// without an index belongs to nobody who is still there.
    case unlocked
    case inMemory

    /// True when there can be one connection only.
    var isSingle: Bool { self == .exclusive || self == .unlocked || self == .inMemory }
  }

  private let handle: OpaquePointer
  /// Idle prepared statements, by the address of the literal they came from.
  private var idle: [UnsafeRawPointer: OpaquePointer] = [:]
  private var durability: Database.Durability?

  /// Opens the file and registers the search tokenizer, which the schema's index needs.
  init(path: String, access: Access, busyTimeout: Int32) throws(SQLiteError) {
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var name = path
    switch access {
    case .readWrite, .exclusive: flags |= SQLITE_OPEN_READWRITE
    case .readOnly, .unlocked: flags |= SQLITE_OPEN_READONLY
    case .immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = "file:\(Self.uriPath(path))?immutable=1"
    case .inMemory:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
      name = ":memory:"
    }
    _ = Self.configureOnce
    var opened: OpaquePointer?
    // What SQLite calls a system without locks: <https://sqlite.org/vfs.html#standard_unix_vfses>.
    let system = access == .unlocked ? "unix-none" : nil
    let code = sqlite3_open_v2(name, &opened, flags, system)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(opened, code: code, statement: "open")
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    setBusyTimeout(busyTimeout)
    // What a damaged or hostile file's own schema may do is kept small:
    // <https://sqlite.org/security.html>.
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
    // convo has no views; one under the name of a table could be without an end.
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0)
    for (register, name) in [
      (csqlite_register_cjk, "the tokenizer cjk"), (csqlite_register_excerpt, "excerpt"),
      (csqlite_register_relevance, "relevance"),
    ] {
      let registered = register(handle)
      guard registered == SQLITE_OK else {
        throw SQLiteError(handle, code: registered, statement: "register \(name)")
      }
    }
    if access == .exclusive || access == .unlocked { try keepOthersOut() }
    // What is deleted is overwritten, be it by `gc` or the pieces of a reply that is whole now:
    // <https://sqlite.org/pragma.html#pragma_secure_delete>. Many builds of SQLite do so anyway.
    if access == .readWrite { try run("PRAGMA secure_delete = ON") }
  }

  /// Two threads that index in memory take 6.9 seconds where SQLite counts its memory, and 4.4 where it does not.
  private static let configureOnce: Void = csqlite_forgo_memory_statistics()

  /// Takes the full-text index out of the schema when FTS5 cannot open it any more, since dropping it
  /// begins with opening it; its own tables stay, as tables like any other.
  ///
  /// It rests on <https://sqlite.org/pragma.html#pragma_writable_schema>.
  func forgetSearchTable() throws {
    try withoutDefense {
      try run("PRAGMA writable_schema = ON")
      defer { try? run("PRAGMA writable_schema = OFF") }
      try run("DELETE FROM sqlite_schema WHERE type = 'table' AND name = 'message_fts'")
      try run("PRAGMA writable_schema = RESET")
    }
  }

  /// Lets `body` write the tables that FTS5 keeps an index in, or the schema, which are refused otherwise.
  ///
  /// It rests on <https://sqlite.org/c3ref/c_dbconfig_defensive.html>.
  func withoutDefense(_ body: () throws -> Void) throws {
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 0)
    defer { _ = csqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 1) }
    try body()
  }

  /// Leaves the log beside the file when this connection is closed, even if it is the last one.
  func leaveLog() {
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
  }

  /// Reads without shared memory, and changes nothing, not even at the end.
  private func keepOthersOut() throws(SQLiteError) {
    leaveLog()
    try run("PRAGMA locking_mode = EXCLUSIVE")
  }

  deinit {
    for statement in idle.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  // MARK: Statements

  /// Leases a statement, prepared at its first use.
  func prepare(_ sql: StaticString) throws(SQLiteError) -> Statement {
    let key = UnsafeRawPointer(sql.utf8Start)
    if let statement = idle.removeValue(forKey: key) {
      return Statement(connection: self, handle: statement, sql: sql)
    }
    var statement: OpaquePointer?
    let code = sql.withUTF8Buffer { utf8 in
      utf8.withMemoryRebound(to: CChar.self) {
        sqlite3_prepare_v3(
          handle, $0.baseAddress, Int32(truncatingIfNeeded: $0.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
      }
    }
    guard code == SQLITE_OK, let statement else {
      throw SQLiteError(handle, code: code, statement: sql.description)
    }
    return Statement(connection: self, handle: statement, sql: sql)
  }

  func giveBack(_ statement: OpaquePointer, _ sql: StaticString) {
    let key = UnsafeRawPointer(sql.utf8Start)
    // A statement that was used inside itself comes back twice; one in the cache is enough.
    if idle[key] == nil { idle[key] = statement } else { sqlite3_finalize(statement) }
  }

  /// Runs a statement that returns nothing.
  func run(_ sql: StaticString, _ values: SQLiteValue...) throws(SQLiteError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The same with values in an array.
  func run(_ sql: StaticString, _ values: [SQLiteValue]) throws(SQLiteError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Reads every row.
  func all<Element>(
    _ sql: StaticString, _ values: SQLiteValue..., read: (borrowing Row) throws -> Element
  ) throws -> [Element] {
    let statement = try prepare(sql)
    try statement.bind(values)
    var result: [Element] = []
    while try statement.step() { result.append(try statement.withRow(read)) }
    return result
  }

  /// Reads the first row, if there is one.
  func first<Element>(
    _ sql: StaticString, _ values: SQLiteValue..., read: (borrowing Row) throws -> Element
  ) throws -> Element? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() ? try statement.withRow(read) : nil
  }

  /// Lends every row in turn; stops when the closure returns false.
  func forEach(
    _ sql: StaticString, _ values: SQLiteValue..., body: (borrowing Row) throws -> Bool
  ) throws {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {
      guard try statement.withRow(body) else { return }
    }
  }

  /// Runs a script of several statements; for migrations only.
  func execute(script: UnsafePointer<CChar>, name: String) throws {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteError(handle, code: code, statement: name) }
  }

  /// The integer key of the row inserted last.
  var lastInsertedKey: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// How many rows all statements so far have changed.
  var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  // MARK: Transactions

  /// True outside a transaction.
  var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

  /// Says how long to wait for another process, in milliseconds.
  ///
  /// It is asked every millisecond whether the other is done, and every five after a second. SQLite's own waiting
  /// asks ever more rarely, up to ten times a second, and somebody who writes one short transaction after
  /// another is then hardly ever found between two: <https://sqlite.org/c3ref/busy_handler.html>.
  func setBusyTimeout(_ milliseconds: Int32) {
    sqlite3_busy_handler(
      handle,
      { context, count in
        let waited = count < 1000 ? count : 1000 &+ (count &- 1000) &* 5
        guard waited < Int(bitPattern: context) else { return 0 }
        usleep(count < 1000 ? 1000 : 5000)
        return 1
      }, UnsafeMutableRawPointer(bitPattern: Int(milliseconds)))
  }

  /// Says whether commits wait for the disk; it cannot be changed inside a transaction.
  func setDurability(_ new: Database.Durability) throws {
    guard new != durability else { return }
    switch new {
    case .full: try run("PRAGMA synchronous = FULL")
    case .normal: try run("PRAGMA synchronous = NORMAL")
    case .bulk:
      try run("PRAGMA synchronous = NORMAL")
      // In KB: the indexes of a large store, into which every transaction writes all over.
      try run("PRAGMA cache_size = -32768")
    }
    if durability == .bulk { try run("PRAGMA cache_size = -2000") }
    // In pages: 4 MB, which is SQLite's own choice, and 64 MB.
    sqlite3_wal_autocheckpoint(handle, new == .bulk ? 16_384 : 1000)
    durability = new
  }

  /// Copies every page into a file: <https://sqlite.org/backup.html>.
  ///
  /// Outside a transaction the copy would begin anew whenever another process commits.
  /// - Parameters:
  ///   - path: A file, which is overwritten.
  ///   - progress: Called after each piece with how many pages are left, of how many.
  /// - Throws: `SQLiteError`, or what `progress` throws.
  func copyPages(to path: String, progress: (Int, Int) throws -> Void = { _, _ in }) throws {
    let copy = try Connection(path: path, access: .readWrite, busyTimeout: 0)
    guard let backup = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
      throw SQLiteError(copy.handle, code: sqlite3_errcode(copy.handle), statement: "copy")
    }
    do {
      while sqlite3_backup_step(backup, Self.copiedPages) == SQLITE_OK {
        try progress(
          Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
      }
    } catch {
      sqlite3_backup_finish(backup)
      throw error
    }
    // It is the end that says what went wrong on the way.
    let code = sqlite3_backup_finish(backup)
    guard code == SQLITE_OK else { throw SQLiteError(copy.handle, code: code, statement: "copy") }
  }

  /// How many pages are copied in one go: a megabyte of the usual ones.
  private static let copiedPages: Int32 = 256

  /// Runs `body` between `begin` and COMMIT; any error rolls back and changes nothing.
  func transaction<Result>(_ begin: StaticString, _ body: () throws -> Result) throws -> Result {
    try run(begin)
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // After some errors (a full disk) SQLite has rolled back by itself.
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  private static func uriPath(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
