import Glibc

/// The store's files on the disk: the database, and the lock file beside it.
struct StoreFile {
  let path: String

  /// Every database begins with a header of so many bytes: <https://sqlite.org/fileformat2.html>.
  private static let headerSize = 100

  /// The file whose bytes running turns lock.
  ///
  /// It stands beside the real file, so that a link to the store leads to the same locks.
  var lockPath: String { resolvedPath + "-live" }

  /// False when there is nothing at the path; an error when it cannot be told.
  func exists() throws -> Bool {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw ChatStoreError.inputOutput(path: path, reason: "It is not a regular file")
      }
      // SQLite takes a file of one byte for an empty one and would write over it.
      guard status.st_size == 0 || status.st_size >= Self.headerSize else {
        throw ChatStoreError.notAStore(path: path)
      }
      return true
    }
    guard errno == ENOENT else { throw failure() }
    return false
  }

  /// True when the file begins as a store does, whatever became of the rest of it.
  ///
  /// The application id stands at byte 68: <https://sqlite.org/fileformat2.html#application_id>.
  var hasOurHeader: Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    var header = [UInt8](repeating: 0, count: 72)
    guard fread(&header, 1, header.count, file) == header.count else { return false }
    return header.starts(with: "SQLite format 3\0".utf8)
      && Array(header[68...]) == Array("conv".utf8)
  }

  /// Makes an empty file that only its owner can read, and the folders above it.
  func create() throws {
    try makeFolder(Self.folder(of: path))
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    close(descriptor)
  }

  /// Why nothing can be made beside the file, as an errno; nil when something can.
  ///
  /// When a log cannot be made, SQLite tries to read it, and gives that it is not there for the
  /// reason.
  var obstacle: Int32? {
    let folder = Self.folder(of: resolvedPath)
    // O_TMPFILE of <asm-generic/fcntl.h>: a file without a name, which nobody ever sees.
    let temporary = 0o20_000_000 | O_DIRECTORY
    let descriptor = open(folder.isEmpty ? "." : folder, temporary | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor < 0 else {
      close(descriptor)
      return nil
    }
    return errno
  }

  /// True when a log of writes stands beside the file.
  var hasLog: Bool { Glibc.access(resolvedPath + "-wal", F_OK) == 0 }

  /// How the file can be opened.
  var access: Connection.Access {
    // SQLite keeps its log, and convo its locks, beside the real file.
    let path = resolvedPath
    let folder = Self.folder(of: path)
    return Self.access(
      canWriteFile: Glibc.access(path, W_OK) == 0,
      canWriteFolder: Glibc.access(folder.isEmpty ? "." : folder, W_OK) == 0,
      hasLog: hasLog,
      hasIndex: Glibc.access(path + "-shm", F_OK) == 0)
  }

  /// The same from what the operating system says; apart from it because to root everything can
  /// be written.
  static func access(
    canWriteFile: Bool, canWriteFolder: Bool, hasLog: Bool, hasIndex: Bool
  ) -> Connection.Access {
    if canWriteFile, canWriteFolder { return .readWrite }
    // Without a log there is nothing that a reader would have to share with a writer.
    guard hasLog else { return .immutable }
    return hasIndex ? .readOnly : .unlocked
  }

  /// Keeps a copy of the store as it was before a migration.
  func keepCopy(ofVersion version: Int, from database: Database) throws {
    try database.withWriter(.full) { connection in
      let copy = resolvedPath + ".schema-\(version)"
      unlink(copy)
      try createPrivately(copy)
      try unlinking(copy) { try connection.run("VACUUM INTO ?1", .text(copy)) }
    }
  }

  /// Keeps a copy of the store before a repair, page by page, whatever is wrong with them.
  /// - Returns: Where it is.
  func keepCopy(beforeRepairAt time: Timestamp, from database: Database) throws -> String {
    let path = resolvedPath + ".before-repair-\(time.milliseconds)"
    try copy(to: path, from: database)
    return path
  }

  /// Copies the store to a path at which there is nothing, page by page.
  func copy(to copy: String, from database: Database) throws {
    try createPrivately(copy)
    try unlinking(copy) { try database.withReader { try $0.copyPages(to: copy) } }
  }

  /// Takes away what a copy left that failed, so that half of one is not taken for a copy.
  private func unlinking(_ copy: String, unless body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      unlink(copy)
      throw error
    }
  }

  /// Makes an empty file, which SQLite fills; made here, nobody else can ever read it.
  private func createPrivately(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    close(descriptor)
  }

  private var resolvedPath: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func makeFolder(_ folder: String) throws {
    guard !folder.isEmpty, Glibc.access(folder, F_OK) != 0 else { return }
    try makeFolder(Self.folder(of: folder))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
  }

  /// The folder of a path; empty for a name alone.
  ///
  /// Looks for the byte: in a `Character`, a slash may have combined with what follows it.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    let folder = String(path[..<slash])
    return folder.isEmpty ? "/" : folder
  }

  private func failure(_ path: String? = nil) -> ChatStoreError {
    ChatStoreError(systemError: errno, path: path ?? self.path)
  }
}
