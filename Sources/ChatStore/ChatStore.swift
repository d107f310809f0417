import Glibc

/// Every conversation of a person, in one SQLite file.
///
/// Messages form trees and never change; branches name heads; turns record model calls. Each method
/// is one transaction; several processes may use the same file at once. Calls block for the length
/// of their transaction, and wait up to 30 seconds while another process writes.
///
/// All methods throw `ChatStoreError`.
public final class ChatStore: Sendable {
  /// The file; empty for a store in memory.
  public let path: String
  /// Who gives the commands: `undo()` reverses only what came from the same origin.
  public let origin: String

  let database: Database
  let locks: LiveLocks?
  let clock: @Sendable () -> Timestamp
  /// The running turns of this object, whose locks the operating system does not show to it.
  let own = OwnTurns()
  /// Why the store was opened for reading only, where that is not what its folder says.
  private let obstacle: ChatStoreError?
  private let recovery = Recovery()

  /// Opens the store at a path, made and migrated as needed.
  ///
  /// A file that cannot be written, or whose folder cannot, is opened for reading.
  /// - Parameters:
  ///   - path: The database file. Its folder is made with mode 0700, the file with mode 0600.
  ///   - creating: Whether a store that is not there is made; otherwise `noStore` is thrown.
  ///   - origin: Who gives the commands: a terminal, a program. Two that use one store at once
  ///     undo each their own.
  ///   - clock: Where the times come from.
  /// - Returns: The store.
  /// - Throws: `ChatStoreError`, for example `newerSchema`; the file is then left untouched.
  public static func open(
    path: String, creating: Bool = true, origin: String = "",
    clock: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) throws -> ChatStore {
    let file = StoreFile(path: path)
    if try file.exists() == false {
      guard creating else { throw ChatStoreError.noStore(path: path) }
      try file.create()
    }
    func open(_ access: Connection.Access, _ obstacle: ChatStoreError? = nil) throws -> ChatStore {
      try wrapping(path) {
        let hadLog = file.hasLog
        let database =
          access == .exclusive
          ? Database(path: path, access: access, busyTimeout: 1000)
          : Database(path: path, access: access)
        // Before the locks: beside a file that is no store, nothing is made.
        let version = try database.read { connection in
          do {
            return try Migrator.check(connection, path: path)
          } catch {
            // Whose log it is, its own program writes it into the file.
            if hadLog { connection.leaveLog() }
            throw error
          }
        }
        let store = ChatStore(
          path: path, origin: origin, database: database,
          locks: access == .readWrite ? try LiveLocks(path: file.lockPath) : nil, clock: clock,
          obstacle: obstacle)
        if version < Migration.count { try store.bringUpToDate() }
        return store
      }
    }
    do {
      return try open(file.access)
    } catch let error as ChatStoreError where error.isOfSpace {
      // On a full disk the log's index cannot be made. What is stored can be read without one.
      for access: Connection.Access in [.exclusive] + (file.hasLog ? [] : [.immutable]) {
        if let store = try? open(access, error) { return store }
      }
      throw error
    }
  }

  /// Makes a store that lives as long as this object.
  public static func inMemory(
    origin: String = "", clock: @escaping @Sendable () -> Timestamp = Timestamp.now
  ) throws -> ChatStore {
    let store = ChatStore(
      path: "", origin: origin, database: Database(inMemory: ()), locks: nil, clock: clock)
    try store.database.withWriter(.normal) {
      try Migrator(connection: $0, path: "the store in memory").migrate()
    }
    return store
  }

  init(
    path: String, origin: String, database: Database, locks: LiveLocks?,
    clock: @escaping @Sendable () -> Timestamp, obstacle: ChatStoreError? = nil
  ) {
    self.path = path
    self.obstacle = obstacle
    self.origin = origin
    self.database = database
    self.locks = locks
    self.clock = clock
  }

  /// Makes or migrates the schema.
  func bringUpToDate() throws {
    guard let locks else { throw obstacle ?? .needsMigration(path: path) }
    try locks.withMigrationLock {
      // Asked under the lock: whoever had it before may have done the work, and the copy that was
      // kept then must not be overwritten.
      let version = try database.read { try Migrator.check($0, path: path) }
      guard version < Migration.count else { return }
      if version > 0 { try StoreFile(path: path).keepCopy(ofVersion: version, from: database) }
      try database.withWriter(.full) { connection in
        if version == 0 {
          // The log's mode is kept in the file, so this is said once in a store's life.
          _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
        }
        try Migrator(connection: connection, path: path).migrate()
      }
    }
  }

  // MARK: Transactions

  /// Reads one snapshot.
  func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try Self.wrapping(path) { try database.read(body) }
  }

  /// Lends a store that stays as it is at this moment, for reading several things that belong together.
  ///
  /// It is of no use once `body` has ended, nor in another thread.
  package func snapshot<Result>(_ body: (ChatStore) throws -> Result) throws -> Result {
    try read { connection in
      // The moment is that of the first read.
      _ = try Migrator.version(of: connection)
      return try body(
        ChatStore(
          path: path, origin: origin, database: Database(lending: connection, path: path),
          locks: nil, clock: clock))
    }
  }

  /// Writes in one transaction, after turns of dead processes were recovered.
  func write<Result>(
    _ durability: Database.Durability = .normal, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try Self.wrapping(path) {
      try checkWritable()
      // What is wrong with a dead turn is no reason to refuse this write; `examine` reports it.
      if recovery.isDue() { _ = try? recoverLostTurns() }
      return try writeWithoutRecovery(durability, body)
    }
  }

  /// Refuses to write where the store was opened for reading.
  func checkWritable() throws {
    if database.isReadOnly { throw obstacle ?? .readOnly(path: path) }
  }

  func writeWithoutRecovery<Result>(
    _ durability: Database.Durability, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try database.write(durability) { connection in
      try checkVersion(of: connection)
      return try body(connection)
    }
  }

  /// Refuses to write what another process has migrated since it was opened.
  func checkVersion(of connection: Connection) throws {
    let version = try Migrator.version(of: connection)
    guard version == Migration.count else {
      throw ChatStoreError.newerSchema(path: path, found: version, known: Migration.count)
    }
  }

  /// Turns SQLite's errors into the store's own.
  static func wrapping<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw ChatStoreError(error, path: path)
    }
  }
}
