import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct ExaminationTests {
  private static let allowed =
    "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
    + "DROP TRIGGER IF EXISTS message_never_changes;"
    + "DROP TRIGGER IF EXISTS message_attachment_never_changes;"
    + "DROP TRIGGER IF EXISTS attachment_never_changes;"
    + "DROP TRIGGER IF EXISTS tool_call_never_changes;"

  @Test("A store with everything in it is whole, and everything is counted")
  func clean() throws {
    try withStore { store in
      try Self.fill(store)
      var progress: [Int] = []
      let examination = try store.examine { progress.append($0) }
      #expect(examination.findings == [])
      #expect(examination.conversations == 2 && examination.messages == 9)
      #expect(examination.turns == 2 && examination.running == 0)
      #expect(progress == [9])
    }
  }

  @Test("On random trees, one changed byte of a message is found, and only under that message")
  func oneByte() throws {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<12 {
      try withStore { store in
        let (conversation, _, _) = try store.conversation()
        var messages: [Message] = []
        for index in 0..<30 {
          let parent = index == 0 ? nil : messages[Int.random(in: 0..<index, using: &generator)]
          let branch = try store.createBranch(named: "b\(index)", at: parent, in: conversation)
          messages.append(
            try store.append(.user(generator.text(ofAtMost: 9) + "x"), to: branch).message)
        }
        try #expect(store.examine().isClean)
        let victim = messages[Int.random(in: 0..<30, using: &generator)]
        let column = ["text", "reasoning", "name", "extras", "refusal", "parts"][round % 6]
        try store.damage(
          Self.allowed
            + "UPDATE message SET \(column) = coalesce(\(column), '') || 'y' WHERE id = \(victim.key)"
        )
        // The trigger had to go for that, which is a finding of its own.
        let findings = try store.examine().findings.filter { $0.area != .file }
        #expect(!findings.isEmpty && findings.allSatisfy { $0.area == .digest })
        #expect(findings.allSatisfy { $0.message.contains(victim.id.shortID.shown) })

        // Who also forges the digest has to forge those of everything below: a child still stands
        // for the history that was.
        let changed = try #require(try store.message(victim.id))
        let parent = changed.depth == 0 ? nil : try store.ancestor(of: changed, steps: 1)
        let forged = MessageDigest.digest(of: changed.content, parent: parent?.digest)
        let hex = forged.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try store.damage("UPDATE message SET digest = x'\(hex)' WHERE id = \(victim.key)")
        let children = try store.outline(of: conversation).filter { $0.parentKey == victim.key }
        let blamed = try store.examine().findings.filter { $0.message.contains("its digest") }
        #expect(blamed.count == children.count)
        for child in children {
          #expect(blamed.contains { $0.message.contains(child.id.shortID.shown) })
        }
      }
    }
  }

  @Test(
    "What does not fit together is found",
    arguments: [
      ("UPDATE message SET digest = zeroblob(32) WHERE id = 2", Finding.Area.digest),
      ("UPDATE message SET match_key = zeroblob(32) WHERE id = 2", .digest),
      ("UPDATE tool_call SET arguments = '[]' WHERE id = 1", .digest),
      ("UPDATE tool_call SET position = position + 5 WHERE position = 1", .none),
      ("DELETE FROM tool_call WHERE position = 1", .digest),
      ("UPDATE message_attachment SET name = 'other'", .digest),
      ("UPDATE attachment SET bytes = x'00'", .attachment),
      ("UPDATE message SET depth = 7 WHERE id = 2", .tree),
      ("UPDATE message SET skip_id = NULL WHERE id = 3", .tree),
      ("UPDATE message SET skip_id = 4 WHERE id = 4", .tree),
      ("UPDATE message SET system_id = 3 WHERE id = 4", .tree),
      ("UPDATE message SET short_id = 3 WHERE id = 4", .tree),
      ("UPDATE message SET parent_id = 1 WHERE id = 3", .digest),
      ("UPDATE message SET parent_id = 999 WHERE id = 3", .tree),
      ("UPDATE message SET parent_id = NULL WHERE id = 3", .tree),
      ("UPDATE message SET role = 'odd' WHERE id = 2", .tree),
      ("UPDATE message SET uuid = x'00' WHERE id = 2", .tree),
      ("UPDATE message SET conversation_id = 2 WHERE id = 3", .tree),
      ("UPDATE conversation SET message_count = 99 WHERE id = 1", .branch),
      ("UPDATE conversation SET active_branch_id = 3 WHERE id = 1", .branch),
      ("UPDATE conversation SET active_branch_id = NULL WHERE id = 1", .branch),
      ("UPDATE branch SET head_id = (SELECT max(id) FROM message) WHERE id = 1", .branch),
      ("UPDATE branch SET head_id = 999 WHERE id = 1", .references),
      ("DELETE FROM parameters", .references),
      ("UPDATE turn SET reply_id = 2 WHERE id = 1", .turn),
      ("UPDATE turn SET conversation_id = 2 WHERE id = 1", .turn),
      ("INSERT INTO delta VALUES (1, 0, 'text', '', 'left')", .turn),
      ("UPDATE schema_migration SET sha256 = x'00' WHERE version = 2", .file),
      ("ALTER TABLE turn RENAME COLUMN cached_reported TO cached", .file),
      ("DROP INDEX conversation_tag_name", .file), ("DROP TABLE tombstone", .file),
    ] as [(String, Finding.Area?)])
  func inconsistencies(_ damage: String, _ area: Finding.Area?) throws {
    try withStore { store in
      try Self.fill(store)
      try store.damage(Self.allowed + damage)
      // The trigger had to go for that, which is a finding of its own.
      let findings = try store.examine().findings.filter { !$0.message.contains("The trigger") }
      #expect(area.map { area in findings.contains { $0.area == area } } ?? findings.isEmpty)
      #expect(findings.allSatisfy { $0.message.hasSuffix(".") })
    }
  }

  @Test(
    "A key that leaves none for what comes later is found",
    arguments: [
      "conversation", "branch", "message", "attachment", "tool_call", "parameters", "turn",
      "operation",
    ], [Int64.max, 1 << 62, 0, -7, .min])
  func impossibleKeys(table: String, key: Int64) throws {
    try withStore { store in
      try Self.fill(store)
      try store.damage(
        Self.allowed + "UPDATE \(table) SET id = \(key) WHERE id = (SELECT max(id) FROM \(table))")
      let findings = try store.examine().findings
      #expect(findings.contains { $0.message.contains("\(table) has a row with the key \(key)") })
    }
  }

  @Test(
    "A view without an end in the place of a table is an error or a finding, and is not read",
    .timeLimit(.minutes(5)),
    arguments: ["pin", "trashed_message", "conversation_tag", "schema_migration", "tombstone"])
  func views(table: String) throws {
    try withStore { store in
      try Self.fill(store)
      let columns = try store.database.withWriter(.normal) {
        try OwnSchema.columns(of: $0)[table]?.count ?? 0
      }
      let list = Array(repeating: "x", count: columns).joined(separator: ", ")
      try store.damage(
        Self.allowed + """
          DROP TABLE \(table);
          CREATE VIEW \(table) AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
            SELECT \(list) FROM n
          """)
      do {
        #expect(try store.examine().findings.contains { $0.message.contains(table) })
      } catch is ChatStoreError {}
      for conversation in (try? store.conversations(limit: 9)) ?? [] {
        _ = try? store.outline(of: conversation)
      }
      _ = try? store.tagCounts()
      _ = try? store.undo()
    }
  }

  @Test("A file with damaged pages is reported and not read further")
  func damagedPages() throws {
    try withStoreFile { path in
      do { try Self.fill(ChatStore.open(path: path)) }
      try RawDatabase(path).run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
      var content = try bytes(path)
      for offset in stride(from: 4096 * 2, to: content.count, by: 4096) {
        for index in offset..<min(offset + 64, content.count) { content[index] = 0xA5 }
      }
      try write(content, to: path)
      do {
        let examination = try ChatStore.open(path: path).examine()
        #expect(examination.findings.contains { $0.area == .file })
      } catch let error as ChatStoreError {
        guard case .database(_, let reason) = error else { throw error }
        #expect(reason.isCorrupt)
      }
    }
  }

  /// Two conversations with instructions, calls, an attachment, branches and turns.
  private static func fill(_ store: ChatStore) throws {
    let hash = try store.store(attachment: [1, 2, 3])
    let (conversation, branch, messages) = try store.conversation([
      .system("s"), .calling("1", "2"), .result(of: "1"), .result(of: "2"),
      MessageContent(
        role: .user, text: "u",
        attachments: [AttachmentReference(sha256: hash, name: "n", mediaType: "m")]),
    ])
    try store.exchange("prompt", "answer", on: branch)
    _ = try store.createBranch(named: "b", at: messages[1], in: conversation)
    let (_, other, _) = try store.conversation([.user("other")])
    _ = try store.finish(
      store.begin(on: other, saying: "failing"), TurnOutcome(reply: nil, error: "No."))
  }
}
