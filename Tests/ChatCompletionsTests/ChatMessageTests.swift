import ChatTestSupport
import Testing

@testable import ChatCompletions

struct ChatMessageTests {
  @Test("Members that nobody has heard of survive a round trip")
  func roundTrip() throws {
    let text = #"""
      {"role":"assistant","content":null,"name":"n","reasoning":"r","refusal":"no","tool_calls":[{"\#
      id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1"},"extra_content":{"\#
      s":1.0}}],"tool_call_id":"t","annotations":[1.50],"audio":null}
      """#
    let message = try ChatMessage(json: JSONValue(parsing: text))
    #expect(message.json.serialized == text)
    #expect(message.reasoningKey == "reasoning")
    #expect(message.toolCalls.first?.arguments == #"{"a": 1"#)
    #expect(message.extras.map(\.key) == ["annotations", "audio"])
  }

  @Test("Content is text, parts as given, or null")
  func content() throws {
    func content(_ json: String) throws -> ChatMessage.Content? {
      try ChatMessage(json: JSONValue(parsing: #"{"role":"user","content":\#(json)}"#)).content
    }
    #expect(try content(#""x""#) == .text("x"))
    #expect(try content("null") == nil)
    #expect(
      try content(#"[{"type":"text","text":"x"}]"#) == .parts([["type": "text", "text": "x"]]))
    #expect(try ChatMessage(json: ["role": "user"]).json == ["role": "user", "content": nil])
    #expect(ChatMessage.Content.text("é") != .text("e\u{301}"))
  }

  @Test("Reasoning under both names is taken once when it is the same, and kept when it is not")
  func bothReasonings() throws {
    let same = try ChatMessage(
      json: ["role": "assistant", "reasoning_content": "r", "reasoning": "r"])
    #expect(
      same.reasoning == "r" && same.reasoningKey == "reasoning_content" && same.extras.isEmpty)
    let different: JSONValue = [
      "role": "assistant", "content": nil, "reasoning_content": "r", "reasoning": "s",
    ]
    #expect(try ChatMessage(json: different).json == different)
  }

  @Test("A known member of an unexpected type goes out as it came in")
  func unexpectedTypes() throws {
    let json: JSONValue = [
      "role": "assistant", "content": "x", "name": 1, "tool_calls": ["?"], "refusal": ["a"],
      "tool_call_id": 7, "reasoning": ["effort": "low"],
    ]
    #expect(try ChatMessage(json: json).json == json)
  }

  @Test("What has no role is no message", arguments: [[:], [], "x", ["role": 1]] as [JSONValue])
  func refused(json: JSONValue) {
    #expect(throws: ChatMessageError.self) { try ChatMessage(json: json) }
  }

  @Test("A call's arguments that came as an object are its text")
  func argumentsAsObject() throws {
    let call = try #require(
      ChatToolCall(json: ["id": nil, "function": ["name": "f", "arguments": ["a": 1]]]))
    #expect(call == ChatToolCall(id: "", name: "f", arguments: #"{"a":1}"#))
  }

  @Test("A call of another type keeps its payload")
  func otherType() throws {
    let json: JSONValue = ["id": "c", "type": "custom", "custom": ["name": "n", "input": "i"]]
    #expect(ChatToolCall(json: json)?.json == json)
  }

  @Test("Any message reads back as itself")
  func property() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      func text() -> String { JSONValue.randomText(using: &generator) }
      let message = ChatMessage(
        role: text(), content: Bool.random(using: &generator) ? .text(text()) : nil,
        name: Bool.random(using: &generator) ? text() : nil, reasoning: text(),
        reasoningKey: "reasoning",
        toolCalls: [ChatToolCall(id: text(), name: text(), arguments: text())], toolCallID: text(),
        refusal: text(), extras: [(key: "x", value: .random(depth: 3, using: &generator))])
      #expect(try ChatMessage(json: message.json) == message)
    }
  }
}
