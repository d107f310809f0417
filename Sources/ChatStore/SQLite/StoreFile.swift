import Glibc

/// The store's files on the disk: the database, and the lock file beside it.
struct StoreFile {
  let path: String

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
      return true
    }
    guard errno == ENOENT else { throw failure() }
    return false
  }

  /// Makes an empty file that only its owner can read, and the folders above it.
  func create() throws {
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    close(descriptor)
  }

  /// How the file can be opened.
  var access: Connection.Access {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let writable = Glibc.access(path, W_OK) == 0 && Glibc.access(folder.isEmpty ? "/" : folder, W_OK) == 0
    if writable { return .readWrite }
    // Without a log there is nothing that a reader would have to share with a writer.
    return Glibc.access(path + "-wal", F_OK) == 0 ? .readOnly : .immutable
  }

  /// Keeps a copy of the store as it was before a migration.
  func keepCopy(ofVersion version: Int, from database: Database) throws {
    try database.withWriter(.full) { connection in
      let copy = resolvedPath + ".schema-\(version)"
      unlink(copy)
      try connection.run("VACUUM INTO ?1", .text(copy))
      chmod(copy, 0o600)
    }
  }

  private var resolvedPath: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func makeFolder(_ folder: String) throws {
    guard !folder.isEmpty, Glibc.access(folder, F_OK) != 0 else { return }
    try makeFolder(String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
  }

  private func failure(_ path: String? = nil) -> ChatStoreError {
    .inputOutput(path: path ?? self.path, reason: String(cString: strerror(errno)))
  }
}
