/// The database file: a pool of connections, of which one at a time writes.
///
/// Write-ahead logging lets readers go on while one writer writes, in this process and in others
/// (<https://sqlite.org/wal.html>). Calls block for the length of a transaction; see
/// `docs/decisions/0003-the-store-is-synchronous.md`.
final class Database: @unchecked Sendable {
  /// Whether a commit waits until the disk has it.
  enum Durability {
    /// The commit survives a loss of power. For the beginning and the end of a turn.
    case full
    /// The commit survives the death of the process; a loss of power may undo the newest ones.
    case normal
    /// As `normal`, for one transaction after another: what they write goes from the log into the file
    /// at longer intervals, so that pages which each of them changes are written once.
    case bulk
  }

  /// The file, or nil in memory.
  let path: String?
  /// True when the file or its folder cannot be written, so that only reading is possible.
  let isReadOnly: Bool

  private let access: Connection.Access
  private let busyTimeout: Int32
  /// The only connection, in the middle of somebody's transaction.
  private let lent: Connection?
  // Guarded by the locks; a connection is never in two threads' hands, which is what makes this
  // class safe to share.
  private let writing = Lock()
  private let pool = Lock()
  private var idle: [Connection] = []

  /// Prepares access to an existing file; connections are opened when they are needed.
  init(path: String, access: Connection.Access, busyTimeout: Int32 = 30_000) {
    self.path = path
    self.access = access
    self.busyTimeout = busyTimeout
    isReadOnly = access != .readWrite
    lent = nil
  }

  /// Makes a database in memory, with a single connection.
  init(inMemory: Void) {
    path = nil
    access = .inMemory
    busyTimeout = 0
    isReadOnly = false
    lent = nil
  }

  /// Reads by a connection whose transaction is open already, as long as it is.
  init(lending connection: Connection, path: String?) {
    self.path = path
    access = .readOnly
    busyTimeout = 0
    isReadOnly = true
    lent = connection
  }

  /// Reads one consistent snapshot.
  func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try withReader { connection in
      if lent != nil { return try body(connection) }
      return try connection.transaction("BEGIN") { try body(connection) }
    }
  }

  /// Lends a connection without a transaction, for reading.
  func withReader<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    if let lent { return try body(lent) }
    // A store in memory lives in its only connection, and one that keeps others out has only one.
    if access.isSingle { return try writing.withLock { try withConnection(body) } }
    return try withConnection(body)
  }

  /// Writes in one transaction that holds the write lock from its first statement.
  func write<Result>(
    _ durability: Durability, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try withWriter(durability) { connection in
      try connection.transaction("BEGIN IMMEDIATE") { try body(connection) }
    }
  }

  /// Writes in one transaction if nobody else is writing at the moment; nil otherwise.
  func writeIfFree<Result>(_ body: (Connection) throws -> Result) throws -> Result? {
    let result: Result?? = try writing.withLockIfFree {
      try withConnection { connection in
        try connection.setDurability(.normal)
        connection.setBusyTimeout(0)
        defer { connection.setBusyTimeout(busyTimeout) }
        do {
          return try connection.transaction("BEGIN IMMEDIATE") { try body(connection) }
        } catch let error as SQLiteError where error.isBusy {
          return nil
        }
      }
    }
    return result ?? nil
  }

  /// Lends a connection without a transaction while nobody else in this process writes; for
  /// migrations and maintenance.
  func withWriter<Result>(
    _ durability: Durability, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try writing.withLock {
      try withConnection { connection in
        try connection.setDurability(durability)
        return try body(connection)
      }
    }
  }

  /// Takes an idle connection, so that a process which does one thing at a time opens only one.
  private func withConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    let connection =
      try pool.withLock { idle.popLast() }
      ?? Connection(
        path: path ?? "", access: access, busyTimeout: busyTimeout)
    defer {
      // One whose transaction could not be rolled back would fail everybody after us.
      if connection.isIdle { pool.withLock { idle.append(connection) } }
    }
    return try body(connection)
  }
}
