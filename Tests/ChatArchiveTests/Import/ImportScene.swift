import ChatArchive
import ChatStore
import ChatTestSupport
import Foundation

/// A folder of files that a test imports, and the store that they go into.
struct ImportScene {
  let folder: String
  let store: ChatStore

  /// Runs a test with an empty folder, which is gone afterwards, and an empty store.
  static func run<Result>(_ body: (ImportScene) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(
      ImportScene(folder: folder.path, store: ChatStore.inMemory(clock: StoreSupportClock().now)))
  }

  /// Writes a file and gives its path.
  func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }

  /// Writes a file and gives its path.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let path = "\(folder)/\(name)"
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Imports from paths.
  @discardableResult func importing(_ paths: String...) throws -> ImportSummary {
    var summary: ImportSummary?
    try Importer.run(paths, into: store, report: { summary = $0 })
    return summary ?? ImportSummary()
  }

  /// Imports a text as a file.
  @discardableResult func importing(text: String, as name: String = "a.json") throws
    -> ImportSummary
  {
    try importing(write(text, as: name))
  }

  /// Who says what on the way to the end of the active branch of the only conversation.
  func path() throws -> [String] {
    guard let conversation = try store.conversations(limit: 2, ConversationFilter(.kept)).first,
      let head = try store.head(of: store.activeBranch(of: conversation))
    else { return [] }
    return try store.path(to: head).map { "\($0.role.rawValue): \($0.text)" }
  }

  /// All lines of convo's own JSONL that the store gives.
  func exported() throws -> String { try store.exported() }
}

extension ChatStore {
  /// All lines of convo's own JSONL.
  func exported(includingTrash: Bool = true) throws -> String {
    var encoder = RecordEncoder()
    var bytes: [UInt8] = []
    for conversation in try conversationsByIdentity(includingTrash: includingTrash) {
      try forEachRecord(of: conversation, includingTrash: includingTrash) {
        bytes += encoder.line($0)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
