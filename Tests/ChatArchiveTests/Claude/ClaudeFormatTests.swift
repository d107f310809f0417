import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

struct ClaudeFormatTests {
  private func read(_ json: String) throws -> ImportedConversation {
    let read = try ClaudeFormat().read(json)
    let conversation = try #require(read)
    try expectTaken(conversation)
    return conversation
  }

  @Test("A reply ends where it waits for its tools and goes on below their results")
  func tools() throws {
    let conversation = try read(ClaudeSamples.tools)
    #expect(
      conversation.outline == [
        "0 user: Look it up",
        #"1 assistant: I search. → web_search({"query":"a"}) → web_search({"query":"b"})"#,
        "2 tool: [knowledge: A page]\nfound",
        "3 tool: failed",
        "4 assistant: It is so, they say.\n\n[artifacts: The answer]\n\n[flag]",
      ])
    let messages = conversation.messages
    #expect(messages.map(\.content.toolCallID) == [nil, nil, "t1", "t2", nil])
    #expect(messages[1].content.reasoning == "Two searches.")
    #expect(conversation.head()?.id == messages[4].id)
    let kept = try #require(messages[4].kept?["claude"]?["content"]?.arrayValue)
    #expect(
      kept.map { $0["type"]?.stringValue } == ["token_budget", "text", "tool_use", "flag"])
    #expect(kept[2]["input"]?["content"] == "42")
    #expect(messages[2].kept?["claude"]?["content"] != nil)
    #expect(messages.allSatisfy { $0.content.parts == nil })
  }

  @Test("Replies have a turn with their model and their times, for each piece")
  func turns() throws {
    let conversation = try read(ClaudeSamples.tools)
    #expect(conversation.turns.map(\.model) == ["claude-sonnet-4", "claude-sonnet-4"])
    #expect(conversation.turns.map(\.provider) == ["claude", "claude"])
    #expect(conversation.turns.map(\.finishReason) == [nil, "end_turn"])
    let times = conversation.turns.flatMap { [$0.sentAt.iso8601, $0.endedAt.iso8601] }
    #expect(
      times.map { $0.suffix(10) } == ["42:30.000Z", "42:30.000Z", "42:44.000Z", "42:49.000Z"])
    #expect(conversation.turns.map(\.head) == [0, 3].map { conversation.messages[$0].id })
  }

  @Test("Siblings stay siblings, whatever their order, and the newest end is the active one")
  func branches() throws {
    let conversation = try read(ClaudeSamples.branches)
    #expect(
      conversation.outline == [
        "0 user: prompt", "1 assistant: first reply", "1 assistant: second reply",
        "0 user: edited", "0 user: torn",
      ])
    #expect(conversation.path() == ["prompt", "second reply"])
    #expect(conversation.turn("second reply")?.model == "claude-3-opus")
    let named = ClaudeSamples.branches.replacing(
      #""model":"#, with: #""current_leaf_message_uuid": "b", "model":"#)
    #expect(try read(named).path() == ["prompt", "first reply"])
  }

  @Test(
    "Text that was taken out of a file is attached, and of a file that is missing the name is shown"
  )
  func files() throws {
    let conversation = try read(ClaudeSamples.files)
    #expect(
      try conversation.attachments.bytes() == [Array("语言 model".utf8), Array("pasted".utf8)])
    #expect(conversation.messages[0].content.attachments.map(\.name) == ["notes.pdf", "paste.txt"])
    #expect(
      conversation.messages[0].content.text
        == "Read these\n\n[file: empty.bin]\n\n[file: picture.png]\n\n[file: lost.png]")
    let object = try #require(JSONValue(parsing: ClaudeSamples.files).objectValue)
    var surroundings = ImportSurroundings.bare
    surroundings.asset = { $0 == "f-1" ? ("f-1.dat", [0xFF, 0xD8, 0xFF, 0]) : nil }
    let read = try ClaudeFormat().conversation(object, in: surroundings)
    let found = try #require(read)
    #expect(found.messages[0].content.attachments.last?.mediaType == "image/jpeg")
    #expect(found.messages[0].content.attachments.last?.name == "picture.png")
    #expect(found.messages[0].content.text.contains("[file: lost.png]"))
    #expect(!found.messages[0].content.text.contains("picture"))
  }

  @Test("Without any word of parents the messages follow one another")
  func old() throws {
    let conversation = try read(ClaudeSamples.old)
    #expect(conversation.outline == ["0 user: one", "1 user: two", "2 assistant: three"])
    #expect(conversation.conversation.title == "Old")
    #expect(conversation.conversation.updatedAt.iso8601 == "2023-08-01T00:10:00.000Z")
    #expect(conversation.conversation.changes.map(\.setting) == [.title])
    #expect(conversation.turns.isEmpty)
  }

  @Test("The example of claude-json-schema is read whole")
  func example() throws {
    let values = try #require(
      JSONValue(parsing: fixture("claude-json-schema-example.json")).arrayValue)
    let conversation = try read(values[0].serialized)
    #expect(conversation.conversation.title == "Discussing Interdimensional Pasta")
    #expect(conversation.messages.count == 2)
    #expect(conversation.messages[1].content.text.contains("```python\ndef detect_pasta"))
    #expect(conversation.messages[1].content.text.hasSuffix("blissfully unaware of its existence."))
  }

  @Test(
    "What is no conversation is refused with a sentence, or is none",
    arguments: [
      (
        #"{"chat_messages": [{"text": "a"}]}"#,
        "It has no uuid, so nobody could tell it from others."
      ),
      (#"{"uuid": "u", "chat_messages": [1]}"#, "Its message 1 is not an object."),
      (
        #"{"uuid": "u", "chat_messages": [{"uuid": "a", "parent_message_uuid": "b", "text": "x"}, {"uuid": "b", "parent_message_uuid": "a"}]}"#,
        "Its messages stand above one another in a circle."
      ),
      (#"{"uuid": "u", "chat_messages": []}"#, nil),
      (#"{"uuid": "u", "chat_messages": [{"uuid": "a"}, {"sender": "assistant"}]}"#, nil),
    ])
  func refused(json: String, reason: String?) throws {
    if let reason {
      #expect(throws: UnreadableConversation(reason)) { try ClaudeFormat().read(json) }
    } else {
      let read = try ClaudeFormat().read(json)
      #expect(read == nil)
    }
  }

  @Test("A message of the same name twice is two")
  func doubled() throws {
    let conversation = try read(
      #"{"uuid": "u", "chat_messages": [{"uuid": "a", "text": "1"}, {"uuid": "a", "text": "2"}]}"#)
    #expect(Set(conversation.messages.map(\.id)).count == 2)
    #expect(conversation.messages[0].createdAt == fileTime)
  }
}
