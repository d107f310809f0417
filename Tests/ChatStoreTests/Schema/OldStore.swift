import ChatTestSupport
import Testing

@testable import ChatStore

/// A store as the convo of an older schema left it, full of what that convo could keep.
///
/// Its rows are those of a store of today, the witness, as far as the older schema has tables and
/// columns for them. They are copied by SQL alone, so that nothing of today's convo touches them.
struct OldStore {
  let path: String
  let version: Int

  /// The pieces of the reply whose process was killed.
  static let pieces = ["half ", "一半 ", "of it"]

  /// Makes it.
  init(at path: String, version: Int, witness: String) throws {
    self.path = path
    self.version = version
    try write([], to: path)
    let database = Database(path: path, access: .readWrite)
    try database.withWriter(.full) { connection in
      _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
      try Migrator(connection: connection, path: path).migrate(through: version)
    }
    let raw = try RawDatabase(path)
    try raw.run("ATTACH '\(witness)' AS witness")
    // The sums of collected turns have another table by now; the witness has none.
    for table in try Self.tables(of: raw)
    where table != "schema_migration" && table != "collected_usage" {
      let columns = try Self.columns(of: table, in: raw)
      let known = try Self.columns(of: table, in: raw, schema: "witness")
      #expect(columns.allSatisfy(known.contains), "\(table)")
      let list = columns.joined(separator: ", ")
      try raw.run("DELETE FROM main.\(table)")
      try raw.run("INSERT INTO main.\(table) (\(list)) SELECT \(list) FROM witness.\(table)")
    }
    // A message that calls tools cannot have been in a store without a table for calls, nor can what
    // hangs on it; and without messages no branch has a head.
    if version < 3 {
      let kept = "SELECT id FROM conversation WHERE title NOT LIKE 'tools%'"
      if version >= 2 {
        try raw.run(
          "DELETE FROM message_attachment WHERE message_id IN "
            + "(SELECT id FROM message WHERE conversation_id NOT IN (\(kept)))")
        try raw.run("DELETE FROM message WHERE conversation_id NOT IN (\(kept))")
      }
      try raw.run("DELETE FROM branch WHERE conversation_id NOT IN (\(kept))")
      try raw.run("DELETE FROM conversation WHERE title LIKE 'tools%'")
    }
    if version < 2 {
      try raw.run("UPDATE branch SET head_id = NULL; UPDATE conversation SET message_count = 0")
    }
    if version >= 13 {
      // The index keeps no texts out of which it could be made again.
      for part in ["data", "idx", "config"] {
        try raw.run(
          "DELETE FROM main.message_fts_\(part); "
            + "INSERT INTO main.message_fts_\(part) SELECT * FROM witness.message_fts_\(part)")
      }
    } else if version >= 5 {
      try raw.run("INSERT INTO message_fts (message_fts) VALUES ('rebuild')")
    }
    try raw.run("DETACH witness")
  }

  /// Every row of every table, by the table's name; what only SQLite reads is left out.
  static func rows(
    of path: String, in tables: [String: [String]]
  ) throws -> [String: [[String?]]] {
    let raw = try RawDatabase(path)
    return try tables.reduce(into: [:]) { rows, table in
      let values = table.value.map { "quote(\($0))" }.joined(separator: ", ")
      rows[table.key] = try raw.run("SELECT \(values) FROM \(table.key) ORDER BY \(values)")
    }
  }

  /// The columns of every table.
  static func schema(of path: String) throws -> [String: [String]] {
    let raw = try RawDatabase(path)
    return try tables(of: raw).reduce(into: [:]) { $0[$1] = try columns(of: $1, in: raw) }
  }

  private static func tables(of raw: RawDatabase) throws -> [String] {
    try raw.run(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'message_fts%' "
        + "AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).compactMap(\.first).compactMap(\.self)
  }

  private static func columns(
    of table: String, in raw: RawDatabase, schema: String = "main"
  ) throws -> [String] {
    try raw.run("SELECT name FROM pragma_table_info('\(table)', '\(schema)')")
      .compactMap(\.first).compactMap(\.self)
  }

  /// Fills a store of today: trees, calls, usage, an attachment, a long path, a reply in flight.
  static func makeWitness(at path: String) throws {
    let clock = StoreSupportClock()
    let store = try ChatStore.open(path: path, clock: clock.now)
    var picture = MessageContent.user("你好, 世界")
    picture.attachments = [
      AttachmentReference(
        sha256: try store.store(attachment: [1, 2, 3]), name: "图.png", mediaType: "image/png")
    ]
    let (first, branch, messages) = try store.conversation(
      [.system("Be brief."), picture, .assistant("e\u{301} ≠ é")], title: "tree 一")
    clock.advance(by: 1000)
    _ = try store.createBranch(named: "second", at: messages[1], in: first)
    try store.exchange("a question", "an answer", on: branch)
    let (_, long, _) = try store.conversation(
      (0..<200).map { $0 % 2 == 0 ? .user("question \($0)") : .assistant("answer \($0)") },
      title: "long")
    try store.exchange("the last question", "the last answer", on: long)

    let (tools, called, _) = try store.conversation(
      [.user("the weather?"), .calling("call_1", "call_2", text: "let me look")], title: "tools")
    _ = try store.append(
      [MessageDraft(.result(of: "call_1", "rain")), MessageDraft(.result(of: "call_2", "wind"))],
      at: store.continuationPoint(of: called))
    let turn = try store.begin(on: try store.activeBranch(of: tools))
    _ = try store.finish(
      turn,
      TurnOutcome(
        reply: MessageContent(
          role: .assistant, text: "It rains.", reasoning: "hm", reasoningKey: "reasoning_content"),
        modelAnswered: "test-model-7", finishReason: "stop", firstTokenAt: clock.now(),
        usage: Usage(
          prompt: .init(reported: 12, estimated: 11), completion: .init(reported: 3, estimated: 4),
          cached: .init(reported: 5), reasoning: .init(reported: 1, estimated: 1)),
        envelope: #"{"id":"x"}"#))
    let running = try store.begin(on: try store.activeBranch(of: tools), saying: "more")
    try store.append(pieces.map { .text($0) }, to: running, from: 0)
    _ = try store.search("anything")
  }
}
