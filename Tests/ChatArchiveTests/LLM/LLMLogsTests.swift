import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Foundation
import Testing

struct LLMLogsTests {
  static func conversations(_ path: String) throws -> [ImportedConversation] {
    var conversations: [ImportedConversation] = []
    try LLMLogs(ForeignDatabase(path: path)).forEach(
      unreadable: { identity, error in Issue.record("\(identity): \(error)") }
    ) { conversations.append($0) }
    return conversations
  }

  private func read(_ name: String) throws -> [ImportedConversation] {
    let path = fixturePath("llm-\(name).db")
    let before = try Data(contentsOf: URL(filePath: path))
    let conversations = try Self.conversations(path)
    for conversation in conversations { try expectTaken(conversation) }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    return conversations
  }

  private func named(_ title: String, in conversations: [ImportedConversation]) throws
    -> ImportedConversation
  {
    try #require(conversations.first { $0.conversation.title.hasPrefix(title) })
  }

  @Test("Responses of old versions follow one another, and instructions stand where they changed")
  func legacy() throws {
    let conversations = try read("legacy")
    #expect(conversations.count == 6)
    let first = try named("First question", in: conversations)
    #expect(
      first.outline == [
        "0 system: Be brief.",
        "1 user: First question",
        "2 assistant: You said: First question 语言模型",
        "3 user: Second question",
        "4 assistant: You said: Second question 语言模型",
        "5 system: Be long.",
        "6 user: Third question",
        "7 assistant: You said: Third question 语言模型",
      ])
    #expect(first.head()?.id == first.messages.last?.id)
    let turn = try #require(first.turns.first)
    #expect(turn.provider == "llm")
    #expect(turn.model == "loopback")
    #expect(turn.parameters == #"{"temperature":0.5}"#)
    #expect(turn.usage.prompt.reported == 20)
    #expect(turn.usage.completion.reported == 7)
    #expect(turn.usage.cached.reported == 5)
    #expect(turn.usage.reasoning.reported == 2)
    #expect(turn.finishReason == "stop")
    #expect(turn.envelope?.contains("chatcmpl-1") == true)
    #expect(turn.sentAt <= turn.endedAt)
    #expect(turn.sentAt.iso8601.hasPrefix("2026-"))
  }

  @Test(
    "Fragments are in the text, pictures are attached, and of what is elsewhere the place is named",
    arguments: ["legacy", "threads"])
  func contents(name: String) throws {
    let conversations = try read(name)
    let notes = try named("Notes about", in: conversations)
    #expect(
      notes.outline.prefix(2) == [
        "0 system: Answer in one sentence.",
        "1 user: Notes about 悬空引用.\n\nWhat do they say?",
      ])
    let look = try #require(
      conversations.first { $0.messages[0].content.text.hasPrefix("Look\n") })
    #expect(
      look.messages[0].content.text == "Look\n\n[attachment: picture.png]\n\n[attachment: a.png]"
        || look.messages[0].content.text == "Look\n\n[attachment: a.png]")
    #expect(
      look.messages[0].kept?["llm"]?["content"]?.arrayValue?.last?["url"]
        == "https://example.org/a.png")
    let again = try named("Look again", in: conversations)
    #expect(again.messages[0].content.attachments.map(\.mediaType) == ["image/png"])
    #expect(again.messages[0].content.attachments.map(\.name) == ["image.png"])
    #expect(try again.attachments.bytes()[0].starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test(
    "Calls of tools have their results, and turns the tools and the schema",
    arguments: ["legacy", "threads"])
  func tools(name: String) throws {
    let conversations = try read(name)
    let tools = try named("Please add", in: conversations)
    #expect(
      tools.outline == [
        "0 user: Please add numbers",
        #"1 assistant:  → add({"a":1,"b":2}) → fail({"reason":"broken"})"#,
        "2 tool: 3",
        "3 tool: Error: broken",
        "4 assistant: The tools say: Error: broken",
        "5 user: Thanks",
        "6 assistant: You said: Thanks 语言模型",
      ])
    #expect(tools.messages.map(\.content.toolCallID).prefix(4) == [nil, nil, "call_1", "call_2"])
    let parameters = try JSONValue(parsing: tools.turns[0].parameters)
    #expect(
      parameters["tools"]?.arrayValue?.map { $0["function"]?["name"] } == ["add", "fail"])
    #expect(tools.turns.map(\.finishReason) == ["tool_calls", "stop", "stop"])
    let person = try named("Invent", in: conversations)
    let schema = try JSONValue(parsing: person.turns[0].parameters)["schema"]
    #expect(schema?["properties"]?["age"]?["type"] == "integer")
  }

  @Test("A thread that was forked is a branch of the one that it was forked from")
  func forks() throws {
    let conversations = try read("threads")
    let think = try named("Think", in: conversations)
    #expect(
      think.outline == [
        "0 system: Think hard.",
        "1 user: Think",
        "2 assistant: I thought of 2 messages.",
        "3 user: Think more",
        "4 assistant: I thought of 4 messages.",
        "3 user: Think otherwise",
        "4 assistant: I thought of 4 messages.",
      ])
    #expect(think.branches.map(\.name) == ["main", "Another way"])
    #expect(think.path().contains("Think more"))
    #expect(think.path("Another way").contains("Think otherwise"))
    #expect(think.messages[2].content.reasoning == "Let me think.")
    #expect(think.turns.map(\.model) == ["thinker", "thinker", "thinker"])
  }

  @Test("What is in the tables of both generations is read once, and continued")
  func migrated() throws {
    let (before, after) = try (read("legacy"), read("migrated"))
    let old = try named("First question", in: before)
    let new = try #require(after.first { $0.conversation.id == old.conversation.id })
    #expect(new.messages.prefix(8).map(\.id) == old.messages.map(\.id))
    #expect(
      new.outline.suffix(2) == [
        "8 user: Fourth question", "9 assistant: You said: Fourth question 语言模型",
      ])
    #expect(new.messages.count == 10)
    #expect(new.turns.count == 4)
    #expect(new.path().count == 10)
    try withStore { store in
      let outcomes = try store.take(before + after)
      #expect(outcomes.prefix(6).allSatisfy { $0.result == .new })
      #expect(outcomes.dropFirst(6).filter { $0.result == .extended }.map(\.messages) == [2])
      #expect(outcomes.filter { $0.result == .known }.count == 5)
      let findings = try store.findings()
      #expect(findings.isEmpty)
    }
  }

  @Test("A chain that is a circle makes its conversation unreadable, and no other")
  func circle() throws {
    let path = fixturePath("llm-threads.db")
    let whole = try Self.conversations(path)
    var bytes = try fixture("llm-threads.db")
    // Of some message the parent's hash, which stands behind its own, becomes its own.
    let hash = Array("b2:".utf8)
    var place = 0
    while let found = bytes[place...].firstRange(of: hash) {
      place = found.lowerBound + 35
      if bytes[place...].starts(with: hash), bytes[(place + 35)...].starts(with: "user".utf8) {
        break
      }
    }
    bytes.replaceSubrange(place..<place + 35, with: bytes[place - 35..<place])
    try withFile(bytes) { spoiled in
      var count = 0
      var reasons: [String] = []
      try LLMLogs(ForeignDatabase(path: spoiled)).forEach(
        unreadable: { reasons.append($1.description) }
      ) { _ in count += 1 }
      #expect(reasons == ["Its messages stand above one another in a circle."])
      #expect(count == whole.count - 1)
    }
  }

  @Test(
    "A damaged database is refused with a sentence, or what is read of it is taken whole",
    arguments: 0..<60)
  func damaged(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let name = ["legacy", "migrated", "threads"][seed % 3]
    var bytes = try fixture("llm-\(name).db")
    for _ in 0...seed % 20 {
      let place = Int.random(in: 100..<bytes.count, using: &generator)
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
    try withFile(bytes) { path in
      var conversations: [ImportedConversation] = []
      do {
        try LLMLogs(ForeignDatabase(path: path)).forEach(
          unreadable: { #expect($1.description.hasSuffix(".")) }
        ) { conversations.append($0) }
      } catch let error as ForeignDatabaseError {
        #expect(error.description.hasSuffix("."))
      }
      try withStore { store in
        let outcomes = try store.take(conversations)
        // Where an index is damaged, a thread may be found twice.
        #expect(outcomes.allSatisfy { $0.result == .new || $0.result == .known })
        let findings = try store.findings()
        #expect(findings.isEmpty)
      }
    }
  }

  @Test("A database without llm's tables is refused with a sentence")
  func others() throws {
    try withStoreFile { path in
      _ = try ChatStore.open(path: path)
      let error = #expect(throws: ForeignDatabaseError.self) {
        try LLMLogs(ForeignDatabase(path: path))
      }
      #expect(error?.reason == "it has no tables of llm")
    }
  }

  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    try withStoreFile { path in
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: path))
      try body(path)
    }
  }
}
