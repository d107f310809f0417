@testable import ChatStore

/// Fills a new store with something in every table; nothing of it is random.
struct SampleContent {
  let connection: Connection

  private let time = Timestamp(milliseconds: 1_772_366_400_000)

  func fill() throws {
    try connection.run(
      "INSERT INTO attachment (sha256, created_at, bytes) VALUES (?1, 0, ?2)",
      .blob(Self.hashOfABC), .blob(Array("abc".utf8)))
    for number in 1...2 as ClosedRange<UInt64> { try fillConversation(number) }
    let thrown = try insert(3, title: "thrown away", [.user("thrown away")])
    try operate(.delete, in: thrown.conversation) {
      try $0.set(.trashed, of: thrown.conversation, to: .time(time))
    }
    try connection.run(
      "INSERT INTO tombstone (uuid, collected_at) VALUES (zeroblob(16), ?1)", .time(time))
    try connection.run(
      """
      INSERT INTO usage_by_conversation
      VALUES (0, '2026-03-01', 'p', 'm', 1, 1, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, '20:1')
      """)
    try UsageLedger(connection: connection).recount()
    while try SearchIndexer(connection: connection).indexBatch() {}
  }

  /// A conversation with attachments, tool calls, branches, turns and second thoughts.
  private func fillConversation(_ number: UInt64) throws {
    let messages = MessageRepository(connection: connection)
    let (key, branch, path) = try insert(number, title: "title \(number)", Self.path)
    _ = try BranchRepository(connection: connection).insert(
      name: "other", conversation: key, head: path[2].key, at: time)
    if let call = try messages.calls(of: path[2].key).first {
      try messages.insertResult(
        ToolResult(error: "late", duration: 12), message: path[3].key, call: call.key)
    }
    try fillTurns(of: key, path, branch: branch)
    try operate(.tag, in: key) { try $0.set(.tag, of: key, name: "tag", to: 1) }
    try operate(.pin, in: key) { try $0.set(.pin, of: path[1].key, to: .time(time)) }
    try operate(.prefer, in: key) { try $0.set(.preference, of: path[2].key, to: .time(time)) }
    try fillTrash(of: key, number, under: path[1])
    let renaming = try operate(.rename, in: key) {
      try $0.note(.title, of: key, before: .text("title \(number)"), after: .text("undone"))
    }
    try OperationRepository(connection: connection).setUndone(renaming, at: time, by: "")
  }

  /// A conversation, its branch `main`, its messages under each other, and that it was begun.
  private func insert(
    _ number: UInt64, title: String, _ contents: [MessageContent]
  ) throws -> (conversation: Int64, branch: Int64, path: [Message]) {
    let conversations = ConversationRepository(connection: connection)
    let key = try conversations.insert(id: Self.id(number), title: title, at: time)
    var path: [Message] = []
    for (index, content) in contents.enumerated() {
      path.append(
        try MessageRepository(connection: connection).insert(
          content, id: Self.id(number * 100 + UInt64(index)), conversation: key,
          parent: path.last?.key, at: time))
    }
    try conversations.touch(key, addedMessages: path.count, at: time)
    let main = try BranchRepository(connection: connection).insert(
      name: Branch.mainName, conversation: key, head: path.last?.key, at: time)
    try conversations.setActiveBranch(main.key, of: key)
    try operate(.new, in: key) {
      try $0.note(.trashed, of: key, before: .time(time), after: .null)
    }
    return (key, main.key, path)
  }

  /// One turn that is complete, and one whose sender died.
  private func fillTurns(of conversation: Int64, _ path: [Message], branch: Int64) throws {
    let turns = TurnRepository(connection: connection)
    let request = TurnRequest(
      provider: "p", model: "m", parameters: #"{"tools":[]}"#, estimatedPromptTokens: 7)
    func begin(_ number: UInt64, base: Int64?, head: Int64, branch: Int64?) throws -> Int64 {
      let operation = try operate(.continue, in: conversation, message: head) {
        try $0.note(.branchHead, of: branch ?? 1, before: .integer(base), after: .integer(head))
      }
      return try turns.begin(
        request, id: Self.id(UInt64(conversation) * 1000 + number), conversation: conversation,
        base: base, head: head, branch: branch, movesFrom: nil, operation: operation, at: time)
    }
    let complete = try begin(0, base: nil, head: path[1].key, branch: nil)
    _ = try turns.end(
      complete, status: .complete, reply: path[2].key,
      outcome: TurnOutcome(reply: path[2].content, envelope: #"{"id":"x"}"#), at: time)
    let running = try begin(1, base: path[3].key, head: path[4].key, branch: branch)
    for (sequence, field) in [
      ("text", "", "so far"), ("reasoning", "reasoning", "hm"), ("call_name", "0", "look"),
      ("call_arguments", "0", "{}"),
    ].enumerated() {
      try connection.run(
        "INSERT INTO delta (turn_id, sequence, field, item, value) VALUES (?1, ?2, ?3, ?4, ?5)",
        .integer(running), .integer(sequence), .text(field.0), .text(field.1), .text(field.2))
    }
  }

  /// A branch in the trash, and the message that only it reaches.
  private func fillTrash(of conversation: Int64, _ number: UInt64, under parent: Message) throws {
    let message = try MessageRepository(connection: connection).insert(
      .assistant("thrown away"), id: Self.id(number * 100 + 50), conversation: conversation,
      parent: parent.key, at: time)
    try ConversationRepository(connection: connection).touch(
      conversation, addedMessages: 1, at: time)
    let branch = try BranchRepository(connection: connection).insert(
      name: "gone", conversation: conversation, head: message.key, at: time)
    try operate(.delete, in: conversation) {
      try $0.set(.messageTrashed, of: message.key, to: .time(time))
      try $0.set(.branchTrashed, of: branch.key, to: .time(time))
    }
  }

  @discardableResult private func operate(
    _ kind: LoggedOperation.Kind, in conversation: Int64, message: Int64? = nil,
    _ body: (inout OperationLog) throws -> Void
  ) throws -> Int64 {
    var log = try OperationLog(
      kind, in: conversation, message: message, origin: "", at: time, connection: connection)
    try body(&log)
    return log.key
  }

  private static func id<Entity>(_ number: UInt64) -> Identifier<Entity> {
    // Spread over all bits, as random ones are.
    let mixed = number &* 0x9E37_79B9_7F4A_7C15
    return Identifier(
      high: 0x019C_A96C_0000_7000 | mixed >> 52, low: 0x8000_0000_0000_0000 | mixed >> 2)
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
