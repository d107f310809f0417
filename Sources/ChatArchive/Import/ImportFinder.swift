import ChatStore
import Glibc

/// Finds the files in which conversations may be, in a file, a folder, or an archive.
struct ImportFinder {
  /// Lends each file; what cannot be opened is a problem where it was only found, and an error where a person
  /// named it.
  /// - Throws: `ImportError`, or what `body` throws.
  func forEachFile(
    at path: String, problem: (ImportProblem) -> Void, _ body: (ImportSource) throws -> Void
  ) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT
        ? ImportError.notFound(path: path)
        : .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return try forEachFile(in: path, isNamed: true, folder: nil, body)
    }
    let folder = ImportFolder(path: path)
    var hasAny = false
    for file in try folder.files() {
      do {
        // A file of that name says that it is an export, and is missed if it is none.
        let isNamed = ImportFolder.isConversations(Self.name(of: file))
        try forEachFile(in: file, isNamed: isNamed, folder: folder) {
          hasAny = true
          try body($0)
        }
      } catch let error as ImportError {
        problem(ImportProblem(file: file, position: nil, reason: error.description))
        hasAny = true
      }
    }
    guard hasAny else { throw ImportError.noConversations(path: path, isFolder: true) }
  }

  private func forEachFile(
    in path: String, isNamed: Bool, folder: ImportFolder?, _ body: (ImportSource) throws -> Void
  ) throws {
    let source = try FileSource(path: path)
    let head = try source.read(100)
    let time = Self.time(of: path)
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      return try forEachFile(in: ZIPArchive(path: path), time, isNamed: isNamed, body)
    }
    if head.starts(with: "SQLite format 3\0".utf8) {
      // Where the application id stands: <https://sqlite.org/fileformat2.html#application_id>.
      if head.dropFirst(68).starts(with: "conv".utf8) { throw ImportError.store(path: path) }
      return try body(.database(path: path, isNamed: isNamed))
    }
    // Read when the first conversation asks for something. Beside a single file stands what has nothing to
    // do with it, and what a file names must not be taken from there.
    var assets: AssetNames<String>?
    let surroundings = ImportSurroundings(time: time) { prefix in
      guard let folder else { return nil }
      let known = assets ?? folder.assets()
      assets = known
      guard let file = known.place(beginning: prefix),
        let bytes = try FileSource.whole(path: file, limit: ChatStore.attachmentLimit)
      else { return nil }
      return (Self.name(of: file), bytes)
    }
    try body(
      .json(
        ImportFile(
          name: path, size: source.size, isNamed: isNamed, surroundings: surroundings,
          open: { try FileSource(path: path) })))
  }

  private func forEachFile(
    in archive: ZIPArchive, _ time: Timestamp, isNamed: Bool, _ body: (ImportSource) throws -> Void
  ) throws {
    let exports = archive.entries.filter { ImportFolder.isConversations($0.baseName) }
    let entries = exports.isEmpty ? archive.entries.filter { $0.mayHoldConversations } : exports
    guard !entries.isEmpty else {
      throw ImportError.noConversations(path: archive.path, isFolder: false)
    }
    let assets = AssetNames(archive.entries.map { (name: $0.baseName, place: $0) })
    let surroundings = ImportSurroundings(time: time) { prefix in
      guard let entry = assets.place(beginning: prefix) else { return nil }
      guard let bytes = try archive.bytes(of: entry, limit: ChatStore.attachmentLimit) else {
        return nil
      }
      return (entry.baseName, bytes)
    }
    for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      try body(
        .json(
          ImportFile(
            name: "\(archive.path)/\(entry.name)", size: entry.place.size,
            isNamed: isNamed && entries.count == 1, surroundings: surroundings,
            open: {
              // Of data that is damaged nothing comes, not even what stands before the damage.
              try archive.verify(entry)
              return try archive.open(entry)
            })))
    }
  }

  /// When a file was written last.
  private static func time(of path: String) -> Timestamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return .now() }
    return Timestamp(milliseconds: Int64(status.st_mtim.tv_sec) &* 1000)
  }

  private static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

extension ZIPArchive.Entry {
  fileprivate var mayHoldConversations: Bool {
    [".json", ".jsonl"].contains { name.hasSuffix($0) }
  }
}
