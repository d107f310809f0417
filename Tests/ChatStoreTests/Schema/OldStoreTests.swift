import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("A store of every schema so far is brought up to date without a word of it changing")
struct OldStoreTests {
  @Test("Every row is what it was, the store is whole, and goes on", arguments: 1...Migration.count)
  func versions(_ version: Int) throws {
    try withStoreFile { path in
      let witness = path + ".witness"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try OldStore.makeWitness(at: witness)
      let old = try OldStore(at: path, version: version, witness: witness)
      var schema = try OldStore.schema(of: path)
      // How the store came to be is what a migration adds to.
      schema["schema_migration"] = nil
      // The index is made anew.
      if version < 13 { schema["search_mark"] = nil }
      // The sums of turns have other tables since.
      if version < 14 { schema["collected_usage"] = nil }
      let before = try OldStore.rows(of: path, in: schema)
      #expect(before["conversation"]?.count == (version < 3 ? 2 : 3))

      let store = try ChatStore.open(path: path, creating: false)
      #expect(try OldStore.rows(of: path, in: schema) == before)
      #expect(try RawDatabase(path).number("PRAGMA user_version") == Migration.count)
      if version < Migration.count {
        #expect(try OldStore.rows(of: path + ".schema-\(version)", in: schema) == before)
      }
      let examination = try store.examine()
      #expect(examination.findings == [])
      try check(store, old)
    }
  }

  /// What the older convo kept is found, and gone on with.
  private func check(_ store: ChatStore, _ old: OldStore) throws {
    let conversations = try store.conversations(limit: 9)
    let tree = try #require(conversations.first { $0.title == "tree 一" })
    let branch = try store.branch(named: "main", of: tree)
    if old.version >= 2 {
      #expect(try store.texts(on: branch, of: tree).first == "Be brief.")
      #expect(try store.search("世界").count == 1)
      #expect(
        try store.outline(of: #require(conversations.first { $0.title == "long" })).count == 202)
    }
    if old.version >= 4 {
      let tools = try #require(conversations.first { $0.title == "tools" })
      let turn = try #require(try store.newestTurn(of: tools))
      #expect(turn.status == .lost)
      let head = try #require(try store.head(of: store.activeBranch(of: tools)))
      #expect(head.text == OldStore.pieces.joined())
      #expect(try store.usage(by: .model).total.sums.prompt.reported == 12)
    }
    try store.exchange("and now", "as before", on: branch)
    #expect(try store.texts(on: branch, of: tree).suffix(2) == ["and now", "as before"])
    #expect(try store.examine().findings == [])
  }

  @Test(
    "A file that is refused stays as it is to the byte, with the log that was left beside it",
    arguments: [("user_version = 99", "newerSchema"), ("application_id = 7", "notAStore")])
  func refused(pragma: String, error: String) throws {
    try withStoreFile { path in
      let folder = (path as NSString).deletingLastPathComponent
      // Copied while it is open, as a process leaves it that is killed.
      let open = path + ".open"
      let store = try ChatStore.open(path: open)
      _ = try store.conversation([.user("1")])
      let raw = try RawDatabase(open)
      try raw.run("PRAGMA \(pragma); CREATE TABLE future (a); INSERT INTO future VALUES (1)")
      for suffix in ["", "-wal", "-live"] { try write(bytes(open + suffix), to: path + suffix) }
      #expect(try !bytes(path + "-wal").isEmpty)
      let before = try files(of: path, in: folder)
      expectError(error) { try ChatStore.open(path: path) }
      #expect(try files(of: path, in: folder) == before)
      withExtendedLifetime(store) {}
    }
  }

  /// The store's files; the index of its log says nothing that the log does not.
  private func files(of path: String, in folder: String) throws -> [String: [UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("convo.db") && !$0.contains(".open") && !$0.hasSuffix("-shm") }
      .reduce(into: [:]) { $0[$1] = try bytes(folder + "/" + $1) }
  }
}
