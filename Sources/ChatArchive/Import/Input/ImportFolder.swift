import ChatStore
import Glibc

/// The files of a folder that may hold conversations.
struct ImportFolder {
  let path: String

  /// How deep folders are looked into, and how many files.
  private static let (mostDepth, mostFiles) = (16, 1_000_000)

  /// The paths of the files, in the order of their names.
  ///
  /// Where an export's `conversations.json` or `conversations-000.json` stands, nothing else beside it holds
  /// conversations; links to folders are not followed.
  /// - Throws: `ImportError.unreadable` for the folder itself.
  func files() throws -> [String] {
    guard let found = Self.files(in: path, depth: 0) else {
      throw ImportError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    return found
  }

  private static func files(in folder: String, depth: Int) -> [String]? {
    guard let names = names(in: folder) else { return nil }
    let exports = names.filter {
      isConversations($0) && kind(of: "\(folder)/\($0)") == S_IFREG
    }
    if !exports.isEmpty { return exports.map { "\(folder)/\($0)" } }
    var files: [String] = []
    for name in names {
      let path = "\(folder)/\(name)"
      switch kind(of: path) {
      case S_IFDIR where depth < mostDepth:
        files += Self.files(in: path, depth: depth + 1) ?? []
      case S_IFREG where mayHold(name): files.append(path)
      default: break
      }
      if files.count > mostFiles { break }
    }
    return files
  }

  /// The files in the folder and in the folders in it, by name; what links lead to is not the export's.
  func assets() -> AssetNames<String> {
    let inner = (Self.names(in: path) ?? []).map { "\(path)/\($0)" }
      .filter { Self.kind(of: $0) == S_IFDIR }
    let files = ([path] + inner).flatMap { folder in
      (Self.names(in: folder) ?? []).map { (name: $0, place: "\(folder)/\($0)") }
    }
    return AssetNames(
      files.filter { Self.kind(of: $0.place) == S_IFREG && !$0.name.hasSuffix(".json") })
  }

  /// What a path is, be it a link.
  private static func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  /// Whether a file of this name is one of those that an export of ChatGPT or Claude keeps conversations in.
  static func isConversations(_ name: String) -> Bool {
    name.hasPrefix("conversations") && name.hasSuffix(".json")
  }

  private static func mayHold(_ name: String) -> Bool {
    [".json", ".jsonl", ".zip", ".db"].contains { name.hasSuffix($0) }
  }

  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
