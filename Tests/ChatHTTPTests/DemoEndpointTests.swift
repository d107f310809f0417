#if Networking
  import ChatCompletions
  import ChatDemo
  import ChatHTTP
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct DemoEndpointTests {
    private func client(_ demo: DemoEndpoint) -> ChatClient {
      ChatClient(
        endpoint: Endpoint(baseURL: demo.baseURL),
        transport: HTTPTransport(proxies: ProxyEnvironment([:])))
    }

    private func reply(
      _ demo: DemoEndpoint, _ question: String, model: String = "demo", stream: Bool = true
    ) async throws -> Reply? {
      let request = ChatCompletionRequest(
        model: model,
        messages: [
          ChatMessage(role: "system", content: .text("Be brief.")),
          ChatMessage(role: "user", content: .text(question)),
        ], stream: stream, includeUsage: stream)
      var text = ""
      for try await event in try await client(demo).reply(to: request.encoded(), stream: stream) {
        switch event {
        case .deltas(let deltas):
          for case .text(let piece) in deltas { text += piece }
        case .end(let reply):
          #expect(reply.text == text)
          return reply
        }
      }
      return nil
    }

    @Test("A reply is the same streamed and whole, over a real socket")
    func endToEnd() async throws {
      let demo = try await DemoEndpoint.start(pause: .zero)
      let streamed = try #require(try await reply(demo, "上海怎么样?", model: "demo-reasoner"))
      let whole = try #require(
        try await reply(demo, "上海怎么样?", model: "demo-reasoner", stream: false))
      #expect(streamed.completion == .complete)
      #expect(streamed.text == whole.text)
      #expect(streamed.reasoning == whole.reasoning)
      #expect(streamed.reasoning?.isEmpty == false)
      #expect(streamed.usage == whole.usage)
      #expect(streamed.usage?.prompt != nil)
      #expect(streamed.finishReason == "stop")
      await demo.shutdown()
    }

    @Test("Pieces are sent with a pause between them and none is lost")
    func pauses() async throws {
      let demo = try await DemoEndpoint.start(pause: .microseconds(200))
      let reply = try #require(try await reply(demo, "Hello"))
      #expect(reply.completion == .complete)
      #expect(reply.text.hasSuffix("begins “Hello”."))
    }

    @Test("The models are listed")
    func models() async throws {
      let demo = try await DemoEndpoint.start(pause: .zero)
      #expect(try await client(demo).models() == ["demo", "demo-reasoner"])
    }

    @Test("A client that leaves in the middle of an answer does no harm")
    func leaving() async throws {
      let demo = try await DemoEndpoint.start(pause: .microseconds(200))
      for _ in 0..<5 {
        let request = ChatCompletionRequest(
          model: "demo", messages: [ChatMessage(role: "user", content: .text("Hi"))], stream: true)
        for try await _ in try await client(demo).reply(to: request.encoded(), stream: true) {
          break
        }
      }
      #expect(try await reply(demo, "Hello")?.completion == .complete)
    }

    @Test("A port that is taken or no port is an error")
    func port() async throws {
      let demo = try await DemoEndpoint.start()
      await #expect {
        try await DemoEndpoint.start(port: demo.port)
      } throws: { error in
        (error as? DemoEndpointError)?.message
          == "Cannot listen on 127.0.0.1:\(demo.port): the port is in use"
      }
      for port in [-1, 65_536, .max] {
        await #expect(throws: DemoEndpointError.self) { try await DemoEndpoint.start(port: port) }
      }
    }
  }
#endif
