import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("An index that another program damaged is found out, and made again out of the messages")
struct DamagedIndexTests {
  /// What a search cannot go on with, or what it may go on with and then finds the right messages.
  static let damages = [
    "DROP TABLE message_fts",
    "DROP TABLE search_slot",
    "DROP TABLE search_model",
    "DROP TABLE search_mark",
    "DROP TABLE message_fts; CREATE TABLE message_fts (text)",
    "DROP TABLE search_slot; CREATE TABLE search_slot (slot INTEGER PRIMARY KEY)",
    "ALTER TABLE search_mark RENAME COLUMN run_first TO first",
    "DROP TABLE message_fts_data",
    "DROP TABLE message_fts_idx",
    "DROP TABLE message_fts_config",
    "DELETE FROM message_fts_data",
    "DELETE FROM message_fts_data WHERE id > 100",
    "DELETE FROM search_mark",
    "DELETE FROM search_slot",
    "UPDATE search_mark SET message_id = message_id + 1",
    "UPDATE search_mark SET message_id = 9223372036854775807",
    "UPDATE search_mark SET message_id = -1",
  ]

  /// What changes which messages are found without anything that SQLite could notice.
  static let silent = [
    "DROP TABLE message_fts; CREATE VIRTUAL TABLE message_fts USING fts5 (text)",
    "UPDATE message_fts_data SET block = zeroblob(length(block)) WHERE id > 100",
    "UPDATE message_fts_data SET block = x'0000' WHERE id = 10",
    "INSERT INTO message_fts (message_fts) VALUES ('delete-all')",
    "DELETE FROM message_fts_idx",
    "DELETE FROM search_slot WHERE slot = (SELECT min(slot) FROM search_slot)",
    "INSERT INTO search_slot SELECT max(slot) + 5, 1 FROM search_slot",
    "INSERT INTO search_slot SELECT max(slot) + 5, 77 FROM search_slot",
    "INSERT INTO search_slot SELECT min(slot) - 5, max(message_id) FROM search_slot",
    "UPDATE search_slot SET message_id = 1",
    "UPDATE search_slot SET message_id = 6 - message_id",
    "UPDATE search_slot SET slot = slot + 1000",
    """
    INSERT INTO message_fts (message_fts, rowid, text, facets)
    SELECT 'delete', min(slot), 'word 0', 'ruser c1' FROM search_slot
    """,
    """
    INSERT INTO message_fts (message_fts, rowid, text)
    SELECT 'delete', min(slot), 'word' FROM search_slot
    """,
    "INSERT INTO message_fts (rowid, text) VALUES (77, 'ghost')",
    "INSERT INTO message_fts (rowid, text, facets) VALUES (77, 'word', 'ruser c1')",
    "INSERT INTO message_fts (rowid, text) SELECT min(slot), 'word more' FROM search_slot",
    "INSERT INTO message_fts (rowid, facets) SELECT min(slot), 'rtool' FROM search_slot",
    "INSERT INTO message_fts (rowid, result) SELECT max(slot), 'word' FROM search_slot",
  ]

  @Test(
    "A search says so or still answers rightly, examine finds it, and repair makes it whole",
    arguments: damages)
  func damaged(_ damage: String) throws {
    try withDamaged(damage) { store in
      do {
        let found = try store.search("word")
        #expect(found.count == 5, "\(found.map(\.snippet.text))")
      } catch ChatStoreError.damagedIndex {}
      do {
        let count = try store.countHits("word")
        #expect(count == 5)
      } catch ChatStoreError.damagedIndex {}
    }
  }

  @Test("What no search can notice, examine finds, and repair makes whole", arguments: silent)
  func silentlyDamaged(_ damage: String) throws {
    try withDamaged(damage) { store in
      do {
        _ = try store.search("word")
      } catch ChatStoreError.damagedIndex {}
    }
  }

  /// Damages the index of a store with five messages, and holds what finds and mends it to the law.
  private func withDamaged(_ damage: String, _ body: (ChatStore) throws -> Void) throws {
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        _ = try store.conversation((0..<5).map { .user("word \($0)") })
        let found = try store.search("word")
        #expect(found.count == 5)
        #expect(try store.examine().isClean)
      }
      try RawDatabase(path).run("PRAGMA foreign_keys = OFF; " + damage)
      let store = try ChatStore.open(path: path)
      try body(store)
      let findings = try store.examine().findings
      #expect(Set(findings.map(\.area)) == [.search])
      #expect(findings.allSatisfy { $0.repair == .searchIndex })
      let after = try store.repair().after
      #expect(after.isClean, "\(after.findings.map(\.message))")
      #expect(
        try store.search("word").map(\.snippet.text) == (0..<5).reversed().map { "word \($0)" })
      #expect(try store.search("ghost").isEmpty)
      #expect(try store.examine().isClean)
      let branch = try store.activeBranch(of: #require(store.conversations(limit: 1).first))
      _ = try store.append(.user("word 5"), to: branch)
      #expect(try store.countHits("word") == 6)
      #expect(try store.examine().isClean)
    }
  }

  @Test(
    "With messages that wait it is found out and mended too, and gc says what is to be done first",
    arguments: damages + ["UPDATE message_fts_data SET block = zeroblob(100) WHERE id = 10"])
  func waiting(_ damage: String) throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation((0..<5).map { .user("word \($0)") })
      let (gone, _, _) = try store.conversation([.user("word gone")])
      _ = try store.search("word")
      try store.delete(gone)
      try RawDatabase(path).run(damage)
      _ = try store.append(.user("word 5"), to: branch)
      do {
        _ = try store.collect(store.garbage())
      } catch ChatStoreError.damagedIndex {}
      do {
        _ = try store.search("word")
      } catch ChatStoreError.damagedIndex {}
      #expect(try store.repair().after.isClean)
      #expect(try store.countHits("word") == 6)
      _ = try store.collect(store.garbage())
      #expect(try store.examine().isClean)
      #expect(try store.texts(on: branch, of: conversation).count == 6)
    }
  }

  @Test("A damaged index keeps nobody from writing", arguments: damages + silent)
  func writing(_ damage: String) throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation([.user("word 0")])
      _ = try store.search("word")
      try RawDatabase(path).run(damage)
      for number in 0..<70 { _ = try store.append(.user("\(number)"), to: branch) }
      let turn = try store.begin(on: store.branch(named: "main", of: conversation), saying: "last")
      _ = try store.finish(turn, TurnOutcome(reply: nil, error: "no"))
      #expect(try store.texts(on: branch, of: conversation).count == 72)
    }
  }

  @Test("A store that cannot be written says so too, instead of finding less")
  func readOnly() throws {
    for damage in ["UPDATE search_mark SET message_id = 6", "DELETE FROM search_slot"] {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        _ = try store.conversation((0..<5).map { .user("word \($0)") })
        #expect(try store.countHits("word") == 5)
        try RawDatabase(path).run(damage)
        let reader = ChatStore.opened(path, as: .readOnly)
        expectError("damagedIndex") { try reader.search("word") }
      }
    }
  }

  @Test("A model that the index does not know by its name any more is found out")
  func models() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation()
      let request = TurnRequest(provider: "p", model: "the-model")
      let turn = try store.begin(on: branch, saying: "1", request: request)
      _ = try store.finish(turn, TurnOutcome(reply: .assistant("one")))
      #expect(try store.countHits("model:the-model") == 1)
      try store.damage("DELETE FROM search_model")
      #expect(try store.examine().findings.map(\.area) == [.search])
      #expect(try store.repair().after.isClean)
      #expect(try store.countHits("model:the-model") == 1)
    }
  }

  @Test("An index is made again by hand too, and a search uses it at once")
  func rebuilding() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      _ = try store.conversation((0..<700).map { .user("word \($0)") })
      #expect(try store.countHits("word") == 700)
      try RawDatabase(path).run("DELETE FROM message_fts_data WHERE id > 100")
      var progress: [Int64] = []
      try store.rebuildSearchIndex { progress.append($0) }
      #expect(progress == [700, 700 - Int64(SearchIndexer.batch)])
      #expect(try store.countHits("word") == 700)
      #expect(try store.examine().isClean)
    }
  }

  @Test("Of a large store a missing message, a row too many and lost words are found out")
  func large() throws {
    let last = "(SELECT segid, pgno FROM message_fts_idx ORDER BY pgno DESC LIMIT 1)"
    for damage in [
      "DELETE FROM search_slot WHERE message_id = 1234",
      "INSERT INTO search_slot SELECT max(slot) + 5, 77 FROM search_slot",
      "INSERT INTO message_fts (rowid, facets) VALUES (5, 'rtool')",
      "DELETE FROM message_fts_data WHERE id = (SELECT max(id) FROM message_fts_data)",
      "DELETE FROM message_fts_idx WHERE (segid, pgno) = \(last)",
      "UPDATE message_fts_idx SET pgno = pgno + 2 WHERE (segid, pgno) = \(last)",
      "UPDATE message_fts_idx SET term = x'00' WHERE (segid, pgno) = \(last)",
      "UPDATE message_fts_idx SET term = x'ff' WHERE (segid, pgno) = \(last)",
    ] {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        _ = try store.conversation(
          (0..<SearchIndexCheck.fullLimit + 100).map { .user("word \($0) 数据") })
        #expect(try store.search("数据", limit: 1).count == 1)
        #expect(try store.examine().isClean)
        try RawDatabase(path).run(damage)
        #expect(try store.examine().findings.map(\.area) == [.search], "\(damage)")
        #expect(try store.repair().after.isClean)
      }
    }
  }
}
