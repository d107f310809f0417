import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

struct ClaudeCodeLogTests {
  private func read(_ lines: [String]) throws -> ImportedConversation {
    for line in lines {
      let object = try #require(JSONValue(parsing: line).objectValue)
      #expect(ClaudeCodeLog.recognizes(object))
    }
    let read = try ClaudeCodeLog.read(lines)
    let conversation = try #require(read)
    try expectTaken(conversation)
    return conversation
  }

  @Test(
    "The lines of one answer are one message, and results of calls made at once follow it in a row")
  func session() throws {
    let conversation = try read(ClaudeCodeSamples.session)
    #expect(
      conversation.outline == [
        "0 user: <command-name>/init</command-name>",
        "1 user: List the files\nplease",
        #"2 assistant: I look. → Bash({"command":"ls t1"}) → Bash({"command":"ls t2"})"#,
        "3 tool: one",
        "4 tool: two",
        "5 assistant: Two files.",
        "6 user: Thanks",
        "6 user: And now?",
        "7 assistant: Nothing.",
        "0 user: Do a task",
        "1 assistant: Done",
      ])
    #expect(conversation.path().last == "Nothing.")
    #expect(conversation.path("agent-ag") == ["Do a task", "Done"])
    #expect(conversation.messages[2].content.reasoning == "Hm.")
    #expect(conversation.conversation.title == "Listing files")
    #expect(conversation.conversation.source?.identity == "s1")
  }

  @Test("Usage is counted once for each answer, with what was cached among the prompt")
  func usage() throws {
    let conversation = try read(ClaudeCodeSamples.session)
    let turn = try #require(conversation.turn("I look."))
    #expect(turn.usage.prompt.reported == 1104)
    #expect(turn.usage.cached.reported == 1000)
    #expect(turn.usage.completion.reported == 40)
    #expect(turn.model == "claude-opus-4")
    #expect(turn.finishReason == "tool_use")
    #expect(turn.endedAt.milliseconds - turn.sentAt.milliseconds == 5000)
    #expect(turn.envelope?.contains("req_msg_1") == true)
    #expect(conversation.turns.compactMap(\.usage.completion.reported).reduce(0, +) == 52)
    #expect(conversation.turn("Done")?.usage == Usage())
  }

  @Test(
    "What has no place is kept: where it ran with the first message, results as they were, notices")
  func kept() throws {
    let messages = try read(ClaudeCodeSamples.session).messages
    #expect(messages[0].kept?["claude-code"]?["gitBranch"] == "main")
    #expect(messages[1].kept == nil)
    #expect(messages[3].kept?["claude-code"]?["toolUseResult"]?["stdout"] == "one")
    #expect(
      messages[5].kept?["claude-code"]?["before"]?.arrayValue?.first?["content"] == "A hook ran")
  }

  @Test("A resumed session goes on in the one whose lines it repeats")
  func resumed() throws {
    let (first, second) = try (
      read(ClaudeCodeSamples.session), read(ClaudeCodeSamples.resumed)
    )
    #expect(second.path().suffix(3) == ["Go on", "Quick!", "API Error"])
    #expect(second.turn("API Error") == nil)
    #expect(second.messages.first { $0.content.text == "Go on" }?.content.attachments.count == 1)
    try withStore { store in
      let outcomes = try store.take([first, second])
      #expect(outcomes.map(\.result) == [.new, .extended])
      #expect(outcomes.map(\.messages) == [11, 3])
      let findings = try store.findings()
      #expect(findings.isEmpty)
    }
  }

  @Test("A helper's own file comes into the session that it worked for")
  func agent() throws {
    let (session, agent) = try (read(ClaudeCodeSamples.session), read(ClaudeCodeSamples.agent))
    #expect(agent.branches.map(\.name) == ["agent-b2"])
    #expect(agent.messages.last?.content.text == "[image]")
    #expect(agent.messages.last?.content.attachments == [])
    try withStore { store in
      let outcomes = try store.take([session, agent])
      #expect(outcomes.map(\.result) == [.new, .extended])
      let conversation = try #require(store.conversationsByIdentity().first)
      let branches = try store.branches(of: conversation).map(\.name)
      #expect(branches == ["main", "agent-ag", "agent-b2"])
      #expect(try store.conversationsByIdentity().count == 1)
    }
  }

  @Test("What was said before a compaction stays above what came after")
  func compacted() throws {
    let conversation = try read(ClaudeCodeSamples.compacted)
    #expect(
      conversation.path() == ["Long talk", "Yes.", "This session is continued.", "On we go."])
    #expect(conversation.conversation.title == "My talk")
  }

  @Test("A file that begins in the middle of a session is a conversation of its own")
  func torn() throws {
    let (whole, torn) = try (
      read(ClaudeCodeSamples.session), read(Array(ClaudeCodeSamples.session[12...15]))
    )
    #expect(torn.path() == ["Two files.", "And now?", "Nothing."])
    #expect(torn.conversation.title == "Thanks")
    try withStore { store in
      let outcomes = try store.take([whole, torn])
      #expect(outcomes.map(\.result) == [.new, .new])
    }
  }

  @Test("A result of which nobody knows the call is what the user says")
  func orphan() throws {
    let conversation = try read([
      ClaudeCodeSamples.result("r1", "gone", "t1", "lost"),
      ClaudeCodeSamples.assistant("a1", "r1", "m1", ClaudeCodeSamples.say("Hm")),
    ])
    #expect(conversation.outline == ["0 user: [tool result]\n\nlost", "1 assistant: Hm"])
    #expect(
      conversation.messages[0].kept?["claude-code"]?["content"]
        == [["type": "tool_result", "tool_use_id": "t1"]])
  }

  @Test("More of an answer than was there the last time does not make the session unreadable")
  func growing() throws {
    let (early, late) = try (
      read(Array(ClaudeCodeSamples.session[..<6])), read(ClaudeCodeSamples.session)
    )
    try withStore { store in
      let outcomes = try store.take([early, late])
      #expect(outcomes.map(\.result) == [.new, .extended])
      let findings = try store.findings()
      #expect(findings.isEmpty)
    }
  }

  @Test("A copied session is known by the names of the one that it was copied from")
  func forked() throws {
    let original = try read([
      ClaudeCodeSamples.user("u1", nil, "Hello"),
      ClaudeCodeSamples.assistant("a1", "u1", "m1", ClaudeCodeSamples.say("Hi")),
    ])
    let fork = try read([
      ClaudeCodeSamples.line(
        "user", "v1", nil,
        #""forkedFrom": {"sessionId": "s1", "messageUuid": "u1"}, "message": {"role": "user", "content": "Hello"}"#,
        session: "s7"),
      ClaudeCodeSamples.line(
        "user", "v2", "v1", #""message": {"role": "user", "content": "Other"}"#, session: "s7"),
    ])
    #expect(fork.conversation.id == original.conversation.id)
    #expect(fork.messages[0].id == original.messages[0].id)
    try withStore { store in
      let outcomes = try store.take([original, fork])
      #expect(outcomes.map(\.messages) == [2, 1])
    }
  }
}
