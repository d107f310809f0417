#if Networking
  import ChatStore
  import ChatTestSupport
  import Testing

  @Suite("A history goes only where its owner sends it")
  struct SecondEndpointTests {
    @Test("A conversation whose endpoint is not known any more is not sent to another one")
    func unknownEndpoint() async throws {
      let server = try LoopbackServer.replaying([.json(SeedExchange.plain.response)])
      defer { server.stop() }
      try await withConvo { convo in
        var first = convo
        first.environment["OPENAI_BASE_URL"] = server.baseURL
        #expect(try await first.run("new", "-m", "m", "--no-stream", "private").code == 0)
        let result = try await convo.run("continue", "-m", "m", "more")
        #expect(result.code == 78)
        #expect(result.errors.contains("127.0.0.1"))
        #expect(server.requests.count == 1)
      }
    }

    @Test("A tool call whose id has an equals sign can be answered as the program says")
    func equalsSign() async throws {
      let call =
        #"{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"#
        + #""a=b","type":"function","function":{"name":"f","arguments":"{}"}}]},"#
        + #""finish_reason":"tool_calls"}]}"#
      let server = try LoopbackServer.replaying([
        .json(call), .json(SeedExchange.plain.response),
      ])
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m"]) {
        convo in
        #expect(try await convo.run("new", "--no-stream", "go").errors.contains("a=b=TEXT"))
        let answer = try await convo.run("continue", "--no-stream", "--tool-result", "a=b=1=2")
        #expect(answer.code == 0)
        #expect(server.requests.last?.text.contains(#""content":"1=2""#) == true)
      }
    }

    @Test("A key that an endpoint echoes is not kept")
    func echoedKey() async throws {
      let key = "sk-secret-0123456789"
      let reply =
        #"{"model":"m-\#(key)","x_echo":"Bearer \#(key)","choices":[{"index":0,"message":"#
        + #"{"role":"assistant","content":"hi","y":"\#(key)"},"finish_reason":"stop"}]}"#
      let server = try LoopbackServer.replaying([.json(reply)])
      defer { server.stop() }
      try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "OPENAI_API_KEY": key]
      ) { convo in
        #expect(try await convo.run("new", "-m", "m", "--no-stream", "go").code == 0)
        let exported = try await convo.run("export")
        #expect(exported.output.contains("[key]"))
        #expect(!exported.output.contains(key))
      }
    }
  }
#endif
