import Glibc

/// The file of another program's database: how it can be read without a trace.
struct ForeignFile {
  /// The ways to open it, the best first.
  let accesses: [Connection.Access]

  /// Looks at a file.
  /// - Throws: `ForeignDatabaseError` when it is no database.
  init(path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw ForeignDatabaseError(path: path, String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ForeignDatabaseError(path: path, "it is not a regular file")
    }
    guard let file = fopen(path, "r") else {
      throw ForeignDatabaseError(path: path, String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    // The header says in its 20th byte whether readers need a log:
    // <https://sqlite.org/fileformat2.html#file_format_version_numbers>.
    var header = [UInt8](repeating: 0, count: 20)
    guard fread(&header, 1, header.count, file) == header.count,
      header.starts(with: "SQLite format 3\0".utf8)
    else {
      throw ForeignDatabaseError(path: path, "it is not a SQLite database")
    }
    var log = stat()
    accesses = Self.accesses(
      hasLogs: header[19] == 2,
      hasLog: stat(path + "-wal", &log) == 0 && log.st_size > 0,
      hasIndex: Glibc.access(path + "-shm", F_OK) == 0)
  }

  /// The same from what the file and those beside it say.
  ///
  /// SQLite makes an index beside a database that has a log, even only to read it; where there is none, the
  /// log is read without, and where there is no log, the file alone.
  static func accesses(
    hasLogs: Bool, hasLog: Bool, hasIndex: Bool
  ) -> [Connection.Access] {
    guard hasLogs else { return [.readOnly] }
    guard hasLog else { return [.immutable] }
    return hasIndex ? [.readOnly, .unlocked] : [.unlocked]
  }
}
