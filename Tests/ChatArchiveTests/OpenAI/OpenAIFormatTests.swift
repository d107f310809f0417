import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

struct OpenAIFormatTests {
  private func read(_ json: String) throws -> ImportedConversation {
    let read = try OpenAIFormat().read(json)
    let conversation = try #require(read)
    try expectTaken(conversation)
    return conversation
  }

  @Test("A line for fine-tuning keeps parts, calls, reasoning and every other field")
  func tuning() throws {
    let conversation = try read(OpenAISamples.tuning)
    #expect(
      conversation.outline == [
        "0 system: Be brief.", "1 user: What is this?", #"2 assistant:  → look({"a": 1)"#,
        "3 tool: a cat", "4 assistant: A cat.",
      ])
    let messages = conversation.messages
    #expect(messages[1].content.name == "ann")
    #expect(messages[1].content.parts?.contains("image_url") == true)
    #expect(messages[2].content.reasoning == "Look it up")
    #expect(messages[2].content.reasoningKey == "reasoning_content")
    #expect(messages[4].content.extras == #"{"weight":0}"#)
    #expect(messages[0].kept?["openai"]?["request"]?["tools"]?.arrayValue?.count == 1)
    #expect(conversation.conversation.title == "What is this?")
    #expect(conversation.conversation.createdAt == fileTime)
  }

  @Test(
    "A function in the words of 2023 is a call with its result, and what answers nothing is no result"
  )
  func functions() throws {
    let conversation = try read(OpenAISamples.functions)
    #expect(
      conversation.outline == [
        "0 user: Weather?", "1 assistant:  → weather({})", "2 tool: sunny", "3 assistant: Sunny.",
        "4 user: orphan", "5 user: [content]",
      ])
    #expect(conversation.messages[2].content.toolCallID == "call_1")
    #expect(conversation.messages[5].kept == ["role": "critic", "content": ["score": 1]])
    #expect(conversation.turns.map(\.model) == ["gpt-3.5-turbo", "gpt-3.5-turbo"])
    #expect(
      conversation.turns.first?.parameters
        == #"{"functions":[{"name":"weather"}],"model":"gpt-3.5-turbo"}"#)
    #expect(conversation.conversation.createdAt.milliseconds == 1_700_000_000_000)
  }

  @Test("Of two replies the preferred one is marked and active")
  func preference() throws {
    let conversation = try read(OpenAISamples.preference)
    #expect(
      conversation.outline == ["0 user: Hello?", "1 assistant: Hello!", "1 assistant: What."])
    #expect(conversation.messages.map { $0.preferredAt != nil } == [false, true, false])
    #expect(conversation.path() == ["Hello?", "Hello!"])
  }

  @Test("A logged call gives turns with what it cost, counted once, and each choice a reply")
  func logged() throws {
    let conversation = try read(OpenAISamples.logged)
    #expect(
      conversation.outline == ["0 user: Two ways?", "1 assistant: One", "1 assistant: Other"])
    #expect(conversation.turns.map(\.finishReason) == ["stop", "length"])
    #expect(conversation.turns.map(\.modelAnswered) == ["gpt-4o-2024", nil])
    #expect(conversation.turns.map(\.usage.prompt.reported) == [10, nil])
    #expect(conversation.turns.map(\.usage.reasoning.reported) == [1, nil])
    #expect(conversation.turns[0].parameters == #"{"model":"gpt-4o","temperature":0.5,"n":2}"#)
    #expect(conversation.turns[0].envelope?.contains("chatcmpl-1") == true)
    #expect(conversation.messages[0].kept == ["openai": ["custom_id": "x-1"]])
    let mixed = try read(OpenAISamples.request)
    #expect(mixed.path() == ["d", "u", "a"])
    #expect(mixed.turns.map(\.parameters) == [#"{"model":"m"}"#])
    #expect(
      mixed.turns.map(\.envelope) == [
        #"{"id":7,"model":"m","usage":{"prompt_tokens":3},"created":1700000002}"#
      ])
    let named = try read(#"{"id": 8, "messages": [{"role": "user", "content": "u"}]}"#)
    #expect(named.messages[0].kept == ["openai": ["id": 8]])
  }

  @Test("The same object is the same conversation, in whatever order its members stand")
  func identity() throws {
    let one = try read(#"{"messages": [{"role": "user", "content": "a"}], "x": 1}"#)
    let other = try read(#"{"x":1,"messages":[{"content":"a","role":"user"}]}"#)
    #expect(one.conversation.id == other.conversation.id)
    #expect(one.messages.map(\.id) == other.messages.map(\.id))
    let third = try read(#"{"messages": [{"role": "user", "content": "a"}], "x": 2}"#)
    #expect(third.conversation.id != one.conversation.id)
  }

  @Test(
    "What is no message is refused with a sentence",
    arguments: [
      (
        #"{"messages": [{"role": "user"}, 1]}"#,
        "Its message 2 cannot be read: a message must be a JSON object."
      ),
      (
        #"{"messages": [{"role": "user"}, {"content": "a"}]}"#,
        "Its message 2 cannot be read: a message needs a role."
      ),
    ])
  func refused(json: String, reason: String) throws {
    #expect(throws: UnreadableConversation(reason)) { try OpenAIFormat().read(json) }
  }

  @Test(
    "Other objects are not taken for it",
    arguments: [
      #"{"messages": []}"#, #"{"messages": [{"from": "x"}]}"#, #"{"type": "message"}"#,
      #"{"messages": "x"}"#, #"{"request": {"messages": {}}}"#,
    ])
  func others(json: String) throws {
    let object = try #require(JSONValue(parsing: json).objectValue)
    #expect(!OpenAIFormat().recognizes(object))
  }
}
