import CSQLite

@testable import ChatStore

/// Stores to be damaged: their bytes are the same in every run, so that an input means the same.
enum SampleStore {
  /// The store with something in every table, a turn that nobody ended among it; an empty one; and
  /// one of every older schema.
  static let all: [Result<[UInt8], any Error>] =
    [Result { try bytes(through: Migration.count, fill: true) }]
    + (1...Migration.count).reversed().map { version in
      Result { try bytes(through: version, fill: false) }
    }

  private static func bytes(through version: Int, fill: Bool) throws -> [UInt8] {
    let path = StoreLaw.folder + "/sample"
    StoreFiles(path: path).remove()
    defer { StoreFiles(path: path).remove() }
    try StoreFile(path: path).create()
    do {
      let database = Database(path: path, access: .readWrite)
      try database.withWriter(.normal) { connection in
        // Small pages: the same store has more of them, and less in it is empty.
        try connection.run("PRAGMA page_size = 512")
        try Migrator(connection: connection, path: path).migrate(through: version)
        try connection.run("UPDATE schema_migration SET applied_at = 0")
        if fill { try connection.transaction("BEGIN IMMEDIATE") { try Self.fill(connection) } }
        try connection.run("VACUUM")
        _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
      }
    }
    return try StoreFiles(path: path).bytes()
  }

  private static let time = Timestamp(milliseconds: 1_772_366_400_000)

  private static func id<Entity>(_ number: UInt64) -> Identifier<Entity> {
    // Spread over all bits, as random ones are.
    let mixed = number &* 0x9E37_79B9_7F4A_7C15
    return Identifier(
      high: 0x019C_A96C_0000_7000 | mixed >> 52, low: 0x8000_0000_0000_0000 | mixed >> 2)
  }

  private static func fill(_ connection: Connection) throws {
    let messages = MessageRepository(connection: connection)
    let branches = BranchRepository(connection: connection)
    let conversations = ConversationRepository(connection: connection)
    try connection.run(
      "INSERT INTO attachment (sha256, created_at, bytes) VALUES (?1, 0, ?2)",
      .blob(Self.hashOfABC), .blob(Array("abc".utf8)))
    for number in 1...2 as ClosedRange<UInt64> {
      let key = try conversations.insert(id: id(number), title: "title \(number)", at: time)
      var path: [Message] = []
      for (index, content) in Self.path.enumerated() {
        path.append(
          try messages.insert(
            content, id: id(number * 100 + UInt64(index)), conversation: key,
            parent: path.last?.key, at: time))
      }
      try conversations.touch(key, addedMessages: path.count, at: time)
      let main = try branches.insert(
        name: Branch.mainName, conversation: key, head: path.last?.key, at: time)
      _ = try branches.insert(name: "other", conversation: key, head: path[2].key, at: time)
      try conversations.setActiveBranch(main.key, of: key)
      try connection.run(
        "INSERT INTO conversation_tag (conversation_id, name) VALUES (?1, 'tag')", .integer(key))
      if let call = try messages.calls(of: path[2].key).first {
        try messages.insertResult(
          ToolResult(error: "late", duration: 12), message: path[3].key, call: call.key)
      }
      try fill(TurnRepository(connection: connection), conversation: key, path, branch: main.key)
    }
    while try SearchIndex(connection: connection).indexBatch() {}
  }

  /// One turn that is complete, and one whose sender died.
  private static func fill(
    _ turns: TurnRepository, conversation: Int64, _ path: [Message], branch: Int64
  ) throws {
    let request = TurnRequest(
      provider: "p", model: "m", parameters: #"{"tools":[]}"#, estimatedPromptTokens: 7)
    let turn = try turns.begin(
      request, id: id(UInt64(conversation) * 1000), conversation: conversation, base: nil,
      head: path[1].key, branch: nil, at: time)
    _ = try turns.end(
      turn, status: .complete, reply: path[2].key,
      outcome: TurnOutcome(reply: path[2].content, envelope: #"{"id":"x"}"#), at: time)
    guard let last = path.last else { return }
    let running = try turns.begin(
      request, id: id(UInt64(conversation) * 1000 + 1), conversation: conversation,
      base: path[3].key, head: last.key, branch: branch, at: time)
    for (sequence, field) in [
      ("text", "", "so far"), ("reasoning", "reasoning", "hm"), ("call_name", "0", "look"),
      ("call_arguments", "0", "{}"),
    ].enumerated() {
      try turns.connection.run(
        "INSERT INTO delta (turn_id, sequence, field, item, value) VALUES (?1, ?2, ?3, ?4, ?5)",
        .integer(running), .integer(sequence), .text(field.0), .text(field.1), .text(field.2))
    }
  }

  private static let path: [MessageContent] = [
    .system("be brief"),
    MessageContent(
      role: .user, text: "hello 你好",
      parts: #"[{"type":"text","text":"hello 你好"}]"#, name: "ann",
      attachments: [AttachmentReference(sha256: hashOfABC, name: "a.txt", mediaType: "text/plain")]),
    MessageContent(
      role: .assistant, text: "", reasoning: "let me look", reasoningKey: "reasoning_content",
      toolCalls: [ToolCall(callID: "c1", name: "look", arguments: "{")], refusal: "no",
      extras: #"{"x":1}"#),
    MessageContent(role: .tool, text: "done", toolCallID: "c1"),
    .user(String(repeating: "a longer text that needs a page of its own. ", count: 16)),
  ]

  /// SHA-256 of "abc", the example of FIPS 180-4.
  private static let hashOfABC: [UInt8] = [
    0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE, 0x22, 0x23,
    0xB0, 0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C, 0xB4, 0x10, 0xFF, 0x61, 0xF2, 0x00, 0x15, 0xAD,
  ]
}
