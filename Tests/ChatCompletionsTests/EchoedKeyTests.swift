import Testing

@testable import ChatCompletions

@Suite("A key that an endpoint echoes is in no error, no notice and nothing that is kept")
struct EchoedKeyTests {
  private static let key = "sk-testing"

  private func error(_ transport: ScriptedTransport) async -> ChatClientError? {
    await #expect(throws: ChatClientError.self) {
      try await testClient(transport, retry: .never).reply(to: [1], stream: true)
    }
  }

  @Test("Not in what the transport quotes: a redirect, a coding")
  func transport() async {
    let transport = ScriptedTransport()
    transport.enqueue(
      error: TransportError(.invalidResponse, "the redirect to http://evil/\(Self.key) is refused"))
    #expect(await error(transport)?.message == "the redirect to http://evil/[key] is refused")
  }

  @Test("Not when invisible characters part it, which the sentence drops")
  func parted() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(status: 401, #"{"error":{"message":"bad sk-\u200btesting"}}"#)
    let message = try #require(await error(transport)).message
    #expect(!message.contains(Self.key))
    #expect(message.hasSuffix("bad [key]"))
  }

  @Test("Not as the name of a member, nor in what else is known of a tool call")
  func names() throws {
    let event = #"""
      {"choices":[{"index":0,"delta":{"content":"x","sk-testing":1,"tool_calls":[{"index":0,"id":"c",\#
      "function":{"name":"f","arguments":"{}"},"sig":"of sk-testing","sk-testing":{"a":["sk-testing"]}}]},\#
      "finish_reason":"tool_calls"}],"sk-testing":"sk-testing"}
      """#.replacing("\n", with: "").replacing("      ", with: "")
    let decoded = try Decoded(pieces: [Array("data: \(event)\n\n".utf8)], secret: Self.key)
    let kept = "\(decoded.reply.extras) \(decoded.reply.envelope.serialized) "
    let calls = decoded.reply.toolCalls.map { "\($0.extras)" }.joined()
    #expect(calls.contains("of [key]"))
    #expect(!(kept + calls + "\(decoded.deltas)").contains(Self.key))
  }

  @Test(
    "What local servers take for a key is a word like any other", arguments: ["EMPTY", "ollama"])
  func words(key: String) {
    #expect(Endpoint(baseURL: "http://h", key: key).secret == nil)
    #expect(Endpoint(baseURL: "http://h", key: key + "-1234").secret == key + "-1234")
  }
}
