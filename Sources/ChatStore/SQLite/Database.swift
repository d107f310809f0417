/// The database file: one connection that writes, and readers beside it.
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
  }

  /// The file, or nil in memory.
  let path: String?
  /// True when the file or its folder cannot be written, so that only reading is possible.
  let isReadOnly: Bool

  private let access: Connection.Access
  private let busyTimeout: Int32
  // Guarded by the locks; a connection is never in two threads' hands, which is what makes this
  // class safe to share.
  private let writerLock = Lock()
  private var writer: Connection?
  private var writerDurability: Durability?
  private let readerLock = Lock()
  private var idleReaders: [Connection] = []

  /// Prepares access to an existing file; connections are opened when they are needed.
  init(path: String, access: Connection.Access, busyTimeout: Int32 = 30_000) {
    self.path = path
    self.access = access
    self.busyTimeout = busyTimeout
    isReadOnly = access != .readWrite
  }

  /// Makes a database in memory, with a single connection.
  init(inMemory: Void) {
    path = nil
    access = .inMemory
    busyTimeout = 0
    isReadOnly = false
  }

  deinit {
    // The connection that is closed last folds the log into the file, which a reader cannot.
    idleReaders.removeAll()
  }

  /// Reads one consistent snapshot.
  func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try withReader { connection in
      try connection.transaction("BEGIN") { try body(connection) }
    }
  }

  /// Lends a reading connection without a transaction.
  func withReader<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    if path == nil { return try writerLock.withLock { try body(try openWriter()) } }
    let connection = try readerLock.withLock { idleReaders.popLast() } ?? openReader()
    defer { readerLock.withLock { idleReaders.append(connection) } }
    return try body(connection)
  }

  /// Writes in one transaction that holds the write lock from its first statement.
  func write<Result>(
    _ durability: Durability, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try withWriter(durability) { connection in
      try connection.transaction("BEGIN IMMEDIATE") { try body(connection) }
    }
  }

  /// Lends the writing connection without a transaction; for migrations and maintenance.
  func withWriter<Result>(
    _ durability: Durability, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try writerLock.withLock {
      let connection = try openWriter()
      if writerDurability != durability {
        switch durability {
        case .full: try connection.run("PRAGMA synchronous = FULL")
        case .normal: try connection.run("PRAGMA synchronous = NORMAL")
        }
        writerDurability = durability
      }
      return try body(connection)
    }
  }

  private func openWriter() throws -> Connection {
    if let writer { return writer }
    let connection = try Connection(
      path: path ?? "", access: path == nil ? .inMemory : .readWrite, busyTimeout: busyTimeout)
    writer = connection
    return connection
  }

  private func openReader() throws -> Connection {
    try Connection(
      path: path ?? "", access: access == .immutable ? .immutable : .readOnly,
      busyTimeout: busyTimeout)
  }
}
