import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

struct CodexLogTests {
  private func read(_ lines: [String]) throws -> ImportedConversation {
    let read = try CodexLog.read(lines)
    let conversation = try #require(read)
    try expectTaken(conversation)
    return conversation
  }

  @Test(
    "The items of one answer are one message, and results stand below the answer that asked for them"
  )
  func rollout() throws {
    let conversation = try read(CodexSamples.rollout)
    #expect(
      conversation.outline == [
        "0 system: You are Codex.",
        "1 user: <environment_context>cwd</environment_context>",
        "2 user: Count the files",
        #"3 assistant: I count. → shell({"c":1}) → apply_patch(*** Begin)"#,
        "4 tool: patched",
        "5 tool: 3 files\n\n[input image]",
        "6 user: (quick)",
        "7 assistant: [web search call: files]",
        "8 assistant: Three.",
        "9 user: Wrong question",
        "10 assistant: A wrong answer",
        "9 user: Right question",
        "10 assistant: A right answer",
        "11 user: So far: files.",
      ])
    #expect(
      conversation.path().suffix(3) == ["Right question", "A right answer", "So far: files."])
    #expect(conversation.conversation.title == "Files")
    #expect(conversation.messages[3].content.reasoning == "Counting")
    #expect(conversation.messages[0].kept?["codex"]?["git"]?["branch"] == "main")
    #expect(conversation.messages[0].kept?["codex"]?["base_instructions"] == nil)
    #expect(
      conversation.messages[3].kept?["codex"]?["items"]?.arrayValue?.first?["encrypted_content"]
        == "gAAA")
  }

  @Test("Tokens that are told twice are counted once, for the answer before them")
  func usage() throws {
    let conversation = try read(CodexSamples.rollout)
    #expect(
      conversation.turns.map(\.usage.prompt.reported) == [1000, nil, 1200, nil, nil])
    let turn = try #require(conversation.turn("I count."))
    #expect(turn.usage.cached.reported == 100)
    #expect(turn.usage.reasoning.reported == 3)
    #expect(conversation.turns.allSatisfy { $0.model == "gpt-5-codex" && $0.provider == "codex" })
  }

  @Test("Rollouts whose lines are the items themselves are read too")
  func legacy() throws {
    let conversation = try read(CodexSamples.legacy)
    #expect(
      conversation.outline == [
        "0 user: Hello",
        #"1 assistant: Hi → local_shell({"type":"exec","command":["ls"]})"#,
        "2 tool: a.txt",
        "3 user: lost",
      ])
    #expect(conversation.conversation.source?.identity == "th-2")
    #expect(conversation.turns.isEmpty)
    #expect(conversation.conversation.createdAt.iso8601 == "2025-06-01T10:00:00.000Z")
  }

  @Test("What was added to a rollout extends the conversation")
  func growing() throws {
    let (early, late) = try (
      read(Array(CodexSamples.rollout[..<7])), read(CodexSamples.rollout)
    )
    try withStore { store in
      let outcomes = try store.take([early, late])
      #expect(outcomes.map(\.result) == [.new, .extended])
      let findings = try store.findings()
      #expect(findings.isEmpty)
    }
  }

  @Test("Lines without a session are refused, and a session in which nothing was said is none")
  func refused() throws {
    #expect(throws: UnreadableConversation("Nothing in it says which session it is of.")) {
      try CodexLog.read([CodexSamples.user("Hello")])
    }
    let none = try CodexLog.read([CodexSamples.line("session_meta", #"{"id": "a"}"#)])
    #expect(none == nil)
  }
}
