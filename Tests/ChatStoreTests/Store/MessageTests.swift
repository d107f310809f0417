import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct MessageTests {
  @Test("A message is read as it was stored, byte for byte")
  func roundTrip() throws {
    try withStore { store in
      var generator = SeededGenerator(seed: 1)
      let hash = try store.store(attachment: [1])
      let (conversation, branch, _) = try store.conversation()
      for _ in 0..<150 {
        let content = generator.content(attachment: hash)
        let stored = try store.append(content, to: branch).message
        let read = try #require(try store.message(stored.id))
        #expect(read.digest == stored.digest && read.matchKey == stored.matchKey)
        let parent = try read.parent(in: store)
        #expect(read.digest == MessageDigest.digest(of: read.content, parent: parent?.digest))
        #expect(read.content == content && read.depth == stored.depth)
        #expect(read.createdAt == stored.createdAt)
      }
      try #expect(store.refreshed(conversation).messageCount == 150)
      try #expect(store.examine().isClean)
    }
  }

  @Test(
    "A message never changes: the file itself refuses it",
    arguments: [
      "uuid = zeroblob(16)", "short_id = 1", "conversation_id = 2", "parent_id = 1", "depth = 9",
      "created_at = 1", "role = 'user'", "digest = zeroblob(32)", "text = 'x'", "parts = '[]'",
      "reasoning = 'x'", "reasoning_key = 'x'", "name = 'x'", "tool_call_id = 'x'",
      "refusal = 'x'", "extras = '{}'", "text = text",
    ])
  func trigger(_ change: String) throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation([.user("1"), .assistant("2")])
      _ = try store.conversation()
      #expect(throws: RawDatabase.Failure.self) {
        try RawDatabase(path).run("UPDATE message SET \(change) WHERE id = 2")
      }
      try #expect(store.texts(on: branch, of: conversation) == ["1", "2"])
      try #expect(store.examine().isClean)
    }
  }

  @Test("A message under one of another conversation is refused")
  func otherConversation() throws {
    try withStore { store in
      let (one, _, messages) = try store.conversation([.user("1")])
      let (two, _, _) = try store.conversation()
      let parent = try #require(messages.first)
      expectError("otherConversation") {
        try store.database.write(.normal) {
          try MessageRepository(connection: $0).insert(
            .user("2"), id: Identifier(at: .now()), conversation: two.key, parent: parent.key,
            at: .now())
        }
      }
      try #expect(store.refreshed(one).messageCount == 1)
    }
  }

  @Test("Only an assistant message has calls", arguments: [Role.user, .system, .developer, .tool])
  func calls(_ role: Role) throws {
    try withStore { store in
      let call = ToolCall(callID: "1", name: "n", arguments: "")
      expectError("invalidMessage") {
        try store.conversation([MessageContent(role: role, text: "", toolCalls: [call])])
      }
      try #expect(store.conversations(limit: 1).isEmpty)
    }
  }

  @Test("Attachments are kept once, and must be there before a message carries them")
  func attachments() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let bytes = [UInt8](0...255)
      let hash = try store.store(attachment: bytes)
      try #expect(store.store(attachment: bytes) == hash)
      try #expect(store.attachment(sha256: hash) == bytes)
      let empty = try store.store(attachment: [])
      try #expect(store.attachment(sha256: empty) == [])
      try #expect(store.attachment(sha256: Array(repeating: 0, count: 32)) == nil)
      try #expect(store.attachment(sha256: []) == nil)
      try #expect(RawDatabase(path).number("SELECT count(*) FROM attachment") == 2)
      for missing in [Array(repeating: 0, count: 32), [UInt8]()] {
        let reference = AttachmentReference(sha256: missing, name: "n", mediaType: "m")
        expectError("invalidMessage") {
          try store.conversation([MessageContent(role: .user, text: "", attachments: [reference])])
        }
      }
      expectError("attachmentTooLarge") {
        try store.store(attachment: Array(repeating: 0, count: ChatStore.attachmentLimit + 1))
      }
    }
  }

  @Test("The result of a tool names the call that it answers, the nearest above it")
  func results() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let drafts = [
        MessageDraft(.user("u")), MessageDraft(.calling("a", "b")),
        MessageDraft(.result(of: "b"), result: ToolResult(error: "no", duration: 12)),
        MessageDraft(.result(of: "a"), result: ToolResult(duration: 3)),
        MessageDraft(.calling("a")), MessageDraft(.result(of: "a"), result: ToolResult()),
        MessageDraft(.result(of: "unknown"), result: ToolResult()),
        MessageDraft(.user("u")), MessageDraft(.result(of: "b"), result: ToolResult()),
      ]
      _ = try store.createConversation(messages: drafts)
      let rows = try RawDatabase(path).run(
        """
        SELECT tool_result.message_id, tool_call.message_id, position, error, duration
        FROM tool_result JOIN tool_call ON tool_call.id = tool_call_row_id ORDER BY 1
        """)
      #expect(
        rows == [
          ["3", "2", "1", "no", "12"], ["4", "2", "0", nil, "3"], ["6", "5", "0", nil, nil],
        ])
    }
  }

  @Test("Paths run from the root to the head, or are the last messages of it")
  func paths() throws {
    try withStore { store in
      let (_, branch, messages) = try store.conversation((0..<9).map { .user("\($0)") })
      let head = try #require(try store.head(of: branch))
      try #expect(store.path(to: head).map(\.id) == messages.map(\.id))
      try #expect(store.path(to: head, limit: 3).map(\.text) == ["6", "7", "8"])
      try #expect(store.path(to: head, limit: 0).isEmpty)
      try #expect(store.path(to: head, limit: .min).isEmpty)
      try #expect(store.path(to: messages[0]).map(\.text) == ["0"])
    }
  }

  @Test(
    "How a message begins is said past NUL, to the 200th character, and with what it brings along")
  func beginnings() throws {
    try withStore { store in
      let long = "a\u{0}b" + String(repeating: "👩", count: 300)
      let (conversation, _, messages) = try store.conversation([
        .user(long), .user(""), .user(String(repeating: "é", count: 399) + "x"),
      ])
      _ = try store.createConversation(
        messages: [
          MessageDraft(
            .user(""), attachments: [Attachment(name: "a.txt", mediaType: "text/plain", bytes: [1])]
          )
        ])
      let outline = try store.outline(of: conversation)
      #expect(outline[0].beginning == "a\u{0}b" + String(repeating: "👩", count: 197))
      #expect(outline[1].beginning.isEmpty)
      #expect(outline[2].beginning == String(repeating: "é", count: 200))
      let newest = try #require(try store.conversations(limit: 1).first)
      #expect(try store.outline(of: newest).first?.attachmentNames == ["a.txt"])
      try store.delete(messages[0])
      let items = try store.trashedItems()
      #expect(
        items.map(\.kind) == [
          .message(messages[0].id, beginning: outline[0].beginning, count: 3)
        ])
    }
  }

  @Test("A tree is outlined in the order in which it was stored, each message after its parent")
  func outline() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation([
        .user(String(repeating: "语", count: 300)), .calling("1", "2"),
      ])
      try store.exchange("more", "less", on: branch)
      let outline = try store.outline(of: conversation)
      try #require(outline.count == 4)
      #expect(outline.map(\.role) == [.user, .assistant, .user, .assistant])
      #expect(outline[0].beginning == String(repeating: "语", count: 200))
      #expect(outline[1].toolNames == ["look", "look"])
      #expect(outline.map(\.status) == [nil, nil, nil, .complete])
      #expect(outline.dropFirst().map(\.parentKey) == outline.dropLast().map(\.key))
      var texts: [String] = []
      try store.forEachMessage(of: conversation) { texts.append($0.text) }
      #expect(texts.suffix(2) == ["more", "less"])
    }
  }
}

extension Message {
  fileprivate func parent(in store: ChatStore) throws -> Message? {
    depth == 0 ? nil : try store.ancestor(of: self, steps: 1)
  }
}

extension SeededGenerator {
  /// Any content that can be stored.
  mutating func content(attachment: [UInt8]) -> MessageContent {
    let role = Role.allCases.randomElement(using: &self) ?? .user
    var content = MessageContent(
      role: role, text: text(), parts: optionalText(), reasoning: optionalText(),
      reasoningKey: optionalText(), name: optionalText(), toolCallID: optionalText(),
      refusal: optionalText(), extras: optionalText())
    if role == .assistant {
      for _ in 0..<Int.random(in: 0...2, using: &self) {
        content.toolCalls.append(
          ToolCall(callID: text(), type: text(), name: text(), arguments: text()))
      }
    }
    if once(in: 4) {
      content.attachments = [
        AttachmentReference(sha256: attachment, name: text(), mediaType: text())
      ]
    }
    return content
  }
}
