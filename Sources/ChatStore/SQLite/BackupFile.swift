import Glibc

/// A copy of a store that takes its name only when it is whole.
final class BackupFile {
  /// The file itself, where the name is a link.
  private let path: String
  private let store: String
  private let temporary: String
  private var isKept = false

  /// Begins the copy beside the name that it will have.
  init(path: String, of store: String) throws {
    try Self.check(path, of: store)
    self.path = Self.resolved(path)
    self.store = store
    temporary = self.path + ".\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ChatStoreError(systemError: errno, path: temporary) }
    close(descriptor)
  }

  deinit {
    guard !isKept else { return }
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) }
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Refuses a name that something else has.
  private static func check(_ path: String, of store: String) throws {
    if ["-wal", "-shm", "-journal", "-live"].contains(where: path.hasSuffix) {
      throw ChatStoreError.backupRefused(
        "\(path) is named like a file that SQLite or convo keeps beside a store; give the copy another name."
      )
    }
    var (there, own) = (stat(), stat())
    guard stat(path, &there) == 0 else {
      guard errno == ENOENT else { throw ChatStoreError(systemError: errno, path: path) }
      return
    }
    if stat(store, &own) == 0, own.st_dev == there.st_dev, own.st_ino == there.st_ino {
      throw ChatStoreError.backupRefused("\(path) is the store itself; give the copy another name.")
    }
    guard there.st_mode & S_IFMT == S_IFREG,
      there.st_size == 0 || StoreFile(path: path).hasOurHeader
    else {
      throw ChatStoreError.backupRefused(
        "\(path) is there and is no convo store; it was left untouched. Give the copy another name."
      )
    }
    if there.st_size > 0, !areOfOneStore(path, store) {
      throw ChatStoreError.backupRefused(
        "\(path) is another store, or one of a newer convo; it was left untouched. Give the copy another name."
      )
    }
    // Its log would be taken for that of the new copy.
    var log = stat()
    if stat(path + "-wal", &log) == 0, log.st_size > 0 {
      throw ChatStoreError.backupRefused(
        "\(path) is in use, or was not closed: there is a \(path)-wal. It was left untouched.")
    }
  }

  /// Whether two files are copies of one store: its first migration was applied at one moment.
  private static func areOfOneStore(_ one: String, _ other: String) -> Bool {
    let times = [one, other].map { path -> Timestamp? in
      let file = StoreFile(path: path)
      let access = file.access == .readWrite ? Connection.Access.readOnly : file.access
      guard let connection = try? Connection(path: path, access: access, busyTimeout: 1000),
        let version = try? Migrator.version(of: connection), version <= Migration.count
      else { return nil }
      return try? connection.first("SELECT min(applied_at) FROM schema_migration") {
        try $0.optionalTime(0)
      } ?? nil
    }
    return times[0] != nil && times[0] == times[1]
  }

  /// Copies every page.
  func fill(from connection: Connection, progress: (Int, Int) throws -> Void) throws {
    do {
      try connection.copyPages(to: temporary, progress: progress)
    } catch let error as SQLiteError {
      throw ChatStoreError(error, path: temporary)
    }
  }

  /// Has SQLite read all of the copy, and looks whether what refers to something finds it.
  func verify() throws {
    do {
      let copy = try Connection(path: temporary, access: .immutable, busyTimeout: 0)
      let words = try copy.all("PRAGMA integrity_check(1)") { try $0.text(0) }
      let broken = try copy.first("PRAGMA foreign_key_check") { $0.lossyText(0) }
      guard words == ["ok"], broken == nil, try Migrator.version(of: copy) == Migration.count else {
        let what = broken.map { "a row of \($0) refers to nothing" } ?? words.first ?? "it is empty"
        throw ChatStoreError.backupRefused(
          "The store is damaged, and so would be its copy: \(what). Run convo doctor.")
      }
    } catch let error as SQLiteError {
      throw ChatStoreError(error, path: temporary)
    }
  }

  /// Has the disk keep the copy, and gives it its name.
  func keep() throws {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ChatStoreError(systemError: errno, path: temporary) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw ChatStoreError(systemError: errno, path: path) }
    // Somebody may have used the name since.
    try Self.check(path, of: store)
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    guard rename(temporary, path) == 0 else { throw ChatStoreError(systemError: errno, path: path) }
    isKept = true
    let folder = open(
      StoreFile.folder(of: path).isEmpty ? "." : StoreFile.folder(of: path), O_RDONLY)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
