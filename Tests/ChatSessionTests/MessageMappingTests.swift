import ChatCompletions
import ChatTestSupport
import Testing

@testable import ChatSession
@testable import ChatStore

@Suite struct MessageMappingTests {
  @Test("A reply is stored and recorded again without loss")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      let calls = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        ChatToolCall(
          id: generator.text(), type: generator.text(), name: generator.text(),
          arguments: generator.text())
      }
      let text = calls.isEmpty || generator.once(in: 2) ? generator.text() : ""
      let reasoning = generator.optionalText()
      let reply = Reply(
        text: text, textWasNull: text.isEmpty && !calls.isEmpty, reasoning: reasoning,
        reasoningKey: reasoning.map { _ in "reasoning" }, refusal: generator.optionalText(),
        toolCalls: calls,
        extras: generator.once(in: 2)
          ? [] : [(key: "annotations", value: .array([.string(generator.text()), .null]))])
      #expect(MessageMapping.record(MessageMapping.stored(reply)) == reply.message)
    }
  }

  @Test(
    "Reasoning goes back as the policy says",
    arguments: [
      (ReasoningPolicy.never, false, false), (.toolTurns, false, true), (.always, true, true),
    ])
  func reasoning(_ policy: ReasoningPolicy, _ plain: Bool, _ calling: Bool) {
    let mapping = MessageMapping(reasoning: policy)
    var content = MessageContent(
      role: .assistant, text: "t", reasoning: "r", reasoningKey: "reasoning_content")
    #expect(mapping.wire(content).reasoning == (plain ? "r" : nil))
    #expect(mapping.wire(content).reasoningKey == (plain ? "reasoning_content" : nil))
    content.toolCalls = [ToolCall(callID: "1", name: "n", arguments: "{}")]
    #expect(mapping.wire(content).reasoning == (calling ? "r" : nil))
  }

  @Test("The role developer is sent as system where the endpoint does not know it")
  func developer() {
    let content = MessageContent(role: .developer, text: "d")
    #expect(MessageMapping().wire(content).role == "system")
    #expect(MessageMapping(developerRole: true).wire(content).role == "developer")
    for role in Role.allCases where role != .developer {
      #expect(MessageMapping().wire(MessageContent(role: role, text: "")).role == role.rawValue)
    }
  }

  @Test("Text is sent as text, parts as parts, and an empty text beside calls as null")
  func contents() {
    let mapping = MessageMapping()
    #expect(mapping.wire(.user("")).content == .text(""))
    #expect(mapping.wire(.user("a\u{0}é")).content == .text("a\u{0}é"))
    #expect(mapping.wire(.calling("1")).content == nil)
    #expect(mapping.wire(.calling("1", text: "t")).content == .text("t"))
    let parts = MessageContent(role: .user, text: "t", parts: #"[{"type":"text","text":"t"}]"#)
    #expect(mapping.wire(parts).content == .parts([["type": "text", "text": "t"]]))
    let broken = MessageContent(role: .user, text: "t", parts: "[{")
    #expect(mapping.wire(broken).content == .text("t"))
  }

  @Test("Results name their call, and names and calls go as they are stored")
  func fields() {
    let mapping = MessageMapping()
    let result = mapping.wire(.result(of: "c", "r"))
    #expect(result.role == "tool" && result.toolCallID == "c" && result.content == .text("r"))
    var content = MessageContent.calling("c")
    content.name = "n"
    content.toolCalls[0].arguments = "{broken"
    let wire = mapping.wire(content)
    #expect(wire.name == "n" && wire.toolCalls.map(\.arguments) == ["{broken"])
  }
}
