#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  @testable import ChatDemo

  struct DemoResponderTests {
    private func respond(
      _ body: String, path: String = "/open/api/v1/chat/completions", method: String = "POST"
    ) -> DemoResponse {
      DemoResponder().respond(
        method: method, path: path, body: Array(body.utf8), now: 1_720_671_014)
    }

    private func json(_ response: DemoResponse) throws -> JSONValue {
      try JSONValue(parsing: Array(response.pieces.joined()))
    }

    private func payloads(_ response: DemoResponse) throws -> [JSONValue] {
      try response.pieces.dropLast().map { try JSONValue(parsing: $0.dropFirst(6)) }
    }

    @Test("The documented requests get replies of the documented shape")
    func documented() throws {
      let plain = respond(SeedExchange.plain.request)
      let reply = try json(plain)
      #expect(plain.status == 200)
      #expect(plain.contentType == "application/json")
      #expect(reply["object"]?.stringValue == "chat.completion")
      #expect(reply["usage"]?["prompt_tokens"]?.intValue == 9)
      let choice = reply["choices"]?.arrayValue?.first
      #expect(choice?["finish_reason"]?.stringValue == "stop")
      #expect(choice?["message"]?["content"]?.stringValue?.contains("离线演示") == true)
      let call = try json(respond(SeedExchange.toolCall.request))
      let message = call["choices"]?.arrayValue?.first?["message"]
      #expect(message?["content"]?.isNull == true)
      let function = message?["tool_calls"]?.arrayValue?.first?["function"]
      #expect(function?["name"]?.stringValue == "get_current_weather")
      #expect(function?["arguments"]?.stringValue == #"{"location": "上海"}"#)
    }

    @Test("A stream has one choice a chunk, the finish reason on the last one, and [DONE]")
    func streamed() throws {
      let response = respond(SeedExchange.streamed.request)
      #expect(response.contentType == "text/event-stream")
      #expect(response.pieces.last == Array("data: [DONE]\n\n".utf8))
      let chunks = try payloads(response)
      #expect(chunks.count > 5)
      let choices = chunks.compactMap { $0["choices"]?.arrayValue?.first }
      #expect(choices.count == chunks.count)
      #expect(choices.dropLast().allSatisfy { $0["finish_reason"] == nil })
      #expect(choices.last?["finish_reason"]?.stringValue == "stop")
      #expect(choices.last?["delta"]?["content"]?.stringValue?.isEmpty == false)
      #expect(chunks.allSatisfy { $0["usage"] == nil })
    }

    @Test("Usage comes in a chunk of its own when it is asked for")
    func usage() throws {
      let body = #"""
        {"model":"demo","stream":true,"stream_options":{"include_usage":true},
        "messages":[{"role":"user","content":"Hello there"}]}
        """#
      let last = try #require(try payloads(respond(body)).last)
      #expect(last["choices"]?.arrayValue?.isEmpty == true)
      #expect(last["usage"]?["prompt_tokens"]?.intValue == 3)
      let completion = last["usage"]?["completion_tokens"]?.intValue ?? 0
      #expect(last["usage"]?["total_tokens"]?.intValue == 3 + completion)
    }

    @Test("The same request gets the same bytes")
    func deterministic() {
      #expect(respond(SeedExchange.streamed.request) == respond(SeedExchange.streamed.request))
    }

    @Test(
      "What is not there is said in the shape of OpenAI's errors",
      arguments: [
        ("GET", "/v1/nothing", 404), ("GET", "/", 404), ("GET", "/v1/chat/completions", 405),
        ("POST", "/v1/models", 405), ("POST", "/v1/chat/completions?x=1", 400),
      ])
    func errors(method: String, path: String, status: Int) throws {
      let response = respond("{}", path: path, method: method)
      #expect(response.status == status)
      let error = try json(response)["error"]
      #expect(error?["message"]?.stringValue?.isEmpty == false)
      #expect(error?["type"]?.stringValue == "invalid_request_error")
    }
  }
#endif
