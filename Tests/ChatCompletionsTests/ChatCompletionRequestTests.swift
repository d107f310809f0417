import ChatTestSupport
import Testing

@testable import ChatCompletions

struct ChatCompletionRequestTests {
  private func encoded(_ request: ChatCompletionRequest) -> String {
    String(decoding: request.encoded(), as: UTF8.self)
  }

  @Test("A request is written in one fixed order")
  func order() {
    let request = ChatCompletionRequest(
      model: "m", messages: [ChatMessage(role: "user", content: .text("你好"))],
      parameters: [(key: "temperature", value: 0.5), (key: "search_mode", value: "off")])
    #expect(
      encoded(request)
        == #"{"model":"m","messages":[{"role":"user","content":"你好"}],"stream":true,"#
        + #""stream_options":{"include_usage":true},"temperature":0.5,"search_mode":"off"}"#)
    #expect(request.encoded() == request.encoded())
  }

  @Test("Usage is asked for only in a stream and only when the parameters do not say otherwise")
  func usage() {
    #expect(
      encoded(ChatCompletionRequest(model: "m", messages: [], stream: false))
        == #"{"model":"m","messages":[],"stream":false}"#)
    #expect(
      encoded(ChatCompletionRequest(model: "m", messages: [], includeUsage: false))
        == #"{"model":"m","messages":[],"stream":true}"#)
    #expect(
      encoded(
        ChatCompletionRequest(
          model: "m", messages: [], parameters: [(key: "stream_options", value: nil)]))
        == #"{"model":"m","messages":[],"stream":true,"stream_options":null}"#)
  }

  @Test("Typed properties win over parameters, and of two parameters of one name the last does")
  func precedence() {
    let request = ChatCompletionRequest(
      model: "m", messages: [], stream: false,
      parameters: [
        (key: "model", value: "x"), (key: "n", value: 1), (key: "messages", value: [1]),
        (key: "stream", value: true), (key: "top_p", value: 1), (key: "n", value: 2),
      ])
    #expect(encoded(request) == #"{"model":"m","messages":[],"stream":false,"top_p":1,"n":2}"#)
  }

  @Test("The requests of the first endpoint's documentation can be made")
  func seed() throws {
    for text in [
      SeedExchange.plain.request, SeedExchange.streamed.request, SeedExchange.toolCall.request,
    ] {
      let json = try JSONValue(parsing: text)
      let object = try #require(json.objectValue)
      let request = ChatCompletionRequest(
        model: try #require(json["model"]?.stringValue),
        messages: try #require(json["messages"]?.arrayValue).map { try ChatMessage(json: $0) },
        stream: json["stream"] == true, includeUsage: false,
        parameters: object.pairs)
      let again = try JSONValue(parsing: request.encoded())
      #expect(again.objectValue?.members.count == object.members.count)
      for member in object.members { #expect(again[member.key] == member.value) }
    }
  }
}
