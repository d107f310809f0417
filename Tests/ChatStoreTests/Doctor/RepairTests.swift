import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("A repair makes again what the rest of the store tells, and never changes what was said")
struct RepairTests {
  private static let allowed = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
  private static let unlocked = allowed + "DROP TRIGGER IF EXISTS message_never_changes;"

  /// What the rest of the store tells.
  static let repairable = [
    unlocked + "UPDATE message SET skip_id = NULL WHERE id = 3",
    unlocked + "UPDATE message SET skip_id = 4 WHERE id = 4",
    unlocked + "UPDATE message SET depth = 7 WHERE id = 2",
    unlocked + "UPDATE message SET depth = depth + 1000000",
    unlocked + "UPDATE message SET system_id = 3 WHERE id = 4",
    unlocked + "UPDATE message SET short_id = 3 WHERE id = 4",
    unlocked + "UPDATE message SET match_key = zeroblob(32) WHERE id = 2",
    unlocked + "UPDATE message SET match_key = zeroblob(32), depth = 3, skip_id = NULL",
    allowed + "UPDATE conversation SET short_id = 3 WHERE id = 1",
    allowed + "UPDATE conversation SET message_count = 99 WHERE id = 1",
    allowed + "UPDATE conversation SET active_branch_id = NULL",
    allowed + "UPDATE conversation SET active_branch_id = 3 WHERE id = 1",
    allowed + "UPDATE branch SET head_id = NULL",
    allowed + "UPDATE branch SET head_id = (SELECT max(id) FROM message) WHERE id = 1",
    allowed + "UPDATE branch SET head_id = 999 WHERE id = 1",
    allowed + "UPDATE conversation SET active_branch_id = NULL; DELETE FROM branch",
    allowed + "INSERT INTO trashed_message VALUES (5, 1, 0)",
    allowed + "INSERT INTO pin VALUES (3, 2, 0)",
    allowed + "INSERT INTO preference VALUES (2, 2, 0)",
    allowed + "INSERT INTO pin VALUES (999, 1, 0)",
    allowed
      + """
      INSERT INTO counter VALUES (1, 'c'); INSERT INTO token_count VALUES (1, 1, 5, 4, NULL);
      INSERT INTO token_count VALUES (2, 1, 0, 0, x'ff'), (3, 1, -1, 2, NULL)
      """,
    allowed + "INSERT INTO token_count VALUES (999, 9, 5, 5, NULL)",
    "DROP INDEX conversation_tag_name",
    "DROP INDEX conversation_tag_name; CREATE INDEX conversation_tag_name ON pin (message_id)",
    "DROP TRIGGER message_never_changes; DROP TRIGGER tool_call_never_changes",
    """
    DROP TRIGGER message_never_changes;
    CREATE TRIGGER message_never_changes BEFORE UPDATE ON pin BEGIN SELECT 1; END
    """,
    "INSERT INTO message_fts (message_fts) VALUES ('delete-all')",
  ]

  @Test("It is repaired, a copy is kept, and every word is as before", arguments: repairable)
  func repair(_ damage: String) throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      try Self.fill(store)
      _ = try store.search("other")
      let words = try Self.words(path)
      try store.damage(damage)
      let found = try store.examine().findings
      try #require(!found.isEmpty)
      #expect(found.filter { !$0.isRepairable } == [])
      var copies: [String] = []
      let (repaired, after) = try store.repair(keepingCopy: { copies.append($0) })
      #expect(after.isClean, "\(after.findings.map(\.message))")
      #expect(Set(found).isSubset(of: repaired))
      #expect(try store.examine().isClean)
      #expect(try Self.words(path) == words)
      #expect(try !store.search("other").isEmpty)
      let copy = try #require(copies.first)
      #expect(copies.count == 1)
      #expect(try mode(copy) == 0o600)
      #expect(try Self.words(copy) == words)
      #expect(try !ChatStore.open(path: copy).examine().isClean)
    }
  }

  @Test("An index out of step with its table is made anew")
  func index() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      try Self.fill(store)
      let words = try Self.words(path)
      // The index's row is hidden from one statement, which leaves its entry as it was.
      let name = try #require(
        try RawDatabase(path).run(
          """
          SELECT name FROM sqlite_schema
          WHERE type = 'index' AND tbl_name = 'branch' AND sql IS NOT NULL
          """
        ).first?.first ?? nil)
      do {
        let raw = try RawDatabase(path)
        try raw.run(
          """
          PRAGMA writable_schema = ON;
          CREATE TEMP TABLE kept AS SELECT rowid AS place, * FROM sqlite_schema
            WHERE name = '\(name)';
          DELETE FROM sqlite_schema WHERE name = '\(name)';
          """)
        let other = try RawDatabase(path)
        try other.run("UPDATE branch SET head_id = 1, name = 'renamed' WHERE id = 1")
        try raw.run(
          """
          INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
            SELECT type, name, tbl_name, rootpage, sql FROM kept;
          """)
      }
      let again = try ChatStore.open(path: path)
      let found = try again.examine().findings
      try #require(!found.isEmpty)
      #expect(found.filter { !$0.isRepairable } == [])
      #expect(try again.repair().after.isClean)
      #expect(try Self.words(path) == words)
    }
  }

  @Test(
    "What nothing else tells is reported and left as it is",
    arguments: [
      unlocked + "UPDATE message SET text = 'forged' WHERE id = 2",
      unlocked + "UPDATE message SET digest = zeroblob(32) WHERE id = 2",
      unlocked + "UPDATE message SET parent_id = 1 WHERE id = 3",
      unlocked + "UPDATE message SET parent_id = 999 WHERE id = 3",
      unlocked + "UPDATE message SET role = 'odd' WHERE id = 2",
      allowed + "DELETE FROM parameters",
      allowed + "UPDATE turn SET reply_id = 2 WHERE id = 1",
      allowed + "INSERT INTO delta VALUES (1, 0, 'text', '', 'left')",
      allowed
        + "INSERT INTO summary VALUES (1, zeroblob(16), 1, 3, 2, 'it', (SELECT min(id) FROM turn), 0, NULL)",
      allowed + "UPDATE schema_migration SET sha256 = x'00' WHERE version = 2",
      "CREATE TRIGGER foreign_hand AFTER INSERT ON pin BEGIN SELECT 1; END",
    ])
  func unrepairable(_ damage: String) throws {
    try withStore { store in
      try Self.fill(store)
      try store.damage(damage)
      let lasting = try store.examine().findings.filter { !$0.isRepairable }
      try #require(!lasting.isEmpty)
      let texts = try Self.texts(store)
      let after = try store.repair().after
      #expect(Set(lasting).isSubset(of: after.findings))
      #expect(try Self.texts(store) == texts)
    }
  }

  @Test("A branch that lost its end goes on at the newest message, and stays the active one")
  func lostEnd() throws {
    for damage in ["NULL", "999"] {
      try withStore { store in
        let (conversation, branch, _) = try store.conversation([.user("u")])
        try store.exchange("p", "a", on: branch)
        try store.damage(Self.allowed + "UPDATE branch SET head_id = \(damage)")
        #expect(try store.repair().after.isClean)
        #expect(try store.texts(on: branch, of: conversation) == ["u", "p", "a"])
        #expect(try store.branches(of: conversation).map(\.name) == ["main"])
      }
    }
  }

  @Test("A whole store is left as it is, without a copy")
  func whole() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      try Self.fill(store)
      let (repaired, after) = try store.repair(keepingCopy: { Issue.record("a copy at \($0)") })
      #expect(repaired.isEmpty && after.isClean)
    }
  }

  @Test("A file with damaged pages is refused, and no byte of it changes")
  func damagedPages() throws {
    try withStoreFile { path in
      do { try Self.fill(ChatStore.open(path: path)) }
      try RawDatabase(path).run("PRAGMA wal_checkpoint(TRUNCATE)")
      // What opening does not look at: the examination is to find it.
      let page = try #require(
        try RawDatabase(path).number("SELECT rootpage FROM sqlite_schema WHERE name = 'parameters'")
      )
      var content = try bytes(path)
      for index in (page - 1) * 4096..<page * 4096 { content[index] = 0xA5 }
      try write(content, to: path)
      do {
        let store = try ChatStore.open(path: path)
        #expect(try store.examine().findings.contains { $0.area == .file })
        expectError("cannotRepair") { try store.repair() }
      }
      #expect(try bytes(path) == content)
    }
  }

  @Test("Random damage and a repair never change a word nor add what cannot be repaired")
  func random() throws {
    var generator = SeededGenerator(seed: 5)
    let columns = ["depth", "skip_id", "system_id", "short_id", "match_key", "parent_id"]
    for round in 0..<25 {
      try withStore { store in
        try Self.fill(store)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let key = Int.random(in: 1...9, using: &generator)
          let value = Int.random(in: -1...10, using: &generator)
          let damage = [
            "UPDATE message SET \(columns[Int.random(in: 0..<6, using: &generator)]) = \(value) "
              + "WHERE id = \(key)",
            "UPDATE branch SET head_id = \(key) WHERE id = \(1 + key % 3)",
            "DELETE FROM branch WHERE id = \(key)",
            "INSERT OR IGNORE INTO trashed_message VALUES (\(key), \(1 + key % 2), 0)",
            "INSERT OR IGNORE INTO pin VALUES (\(value), \(1 + key % 2), 0)",
            "UPDATE conversation SET message_count = \(value), active_branch_id = \(key)",
          ].randomElement(using: &generator)
          // What SQLite itself refuses is no damage.
          try? store.damage(Self.unlocked + (damage ?? ""))
        }
        let texts = try Self.texts(store)
        let before = Set(try store.examine().findings.filter { !$0.isRepairable })
        do {
          let after = try store.repair().after
          #expect(before.isSuperset(of: after.findings.filter { !$0.isRepairable }), "\(round)")
        } catch ChatStoreError.cannotRepair {}
        #expect(try Self.texts(store) == texts)
        #expect(try before.isSuperset(of: store.examine().findings.filter { !$0.isRepairable }))
      }
    }
  }

  /// What was said, with digests and places under each other, as SQLite alone reads it.
  private static func words(_ path: String) throws -> [[String?]] {
    try RawDatabase(path).run(said)
  }

  private static func texts(_ store: ChatStore) throws -> [[String]] {
    try store.database.withWriter(.normal) { connection in
      try connection.all(
        """
        SELECT id, hex(uuid), role, text, reasoning, hex(digest), parent_id, conversation_id
        FROM message ORDER BY id
        """
      ) { row in (0..<8).map { row.lossyText($0) } }
    }
  }

  private static let said = """
    SELECT id, hex(uuid), role, text, reasoning, hex(digest), parent_id, conversation_id
    FROM message ORDER BY id
    """

  /// Two conversations with instructions, calls, branches and turns.
  private static func fill(_ store: ChatStore) throws {
    let (conversation, branch, messages) = try store.conversation([
      .system("s"), .calling("1", "2"), .result(of: "1"), .result(of: "2"), .user("u"),
    ])
    try store.exchange("prompt", "answer", on: branch)
    _ = try store.createBranch(named: "b", at: messages[1], in: conversation)
    let (_, other, _) = try store.conversation([.user("other")])
    _ = try store.finish(
      store.begin(on: other, saying: "failing"), TurnOutcome(reply: nil, error: "No."))
  }
}
