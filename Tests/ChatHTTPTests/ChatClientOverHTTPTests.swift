#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct ChatClientOverHTTPTests {
    private func lastEvent(_ server: LoopbackServer, stream: Bool) async throws -> ReplyEvent? {
      let client = ChatClient(
        endpoint: Endpoint(baseURL: server.baseURL, key: "yourapikey"),
        transport: HTTPTransport(proxies: ProxyEnvironment([:])),
        retry: RetryPolicy(maxAttempts: 1))
      var last: ReplyEvent?
      for try await event in try await client.reply(to: Array("{}".utf8), stream: stream) {
        last = event
      }
      return last
    }

    @Test("The documented exchanges give the documented replies", arguments: SeedExchange.all)
    func seed(exchange: SeedExchange) async throws {
      let isStreamed = exchange.name == "streamed"
      let server = try LoopbackServer.replaying([
        isStreamed ? .eventStream(exchange.response) : .json(exchange.response)
      ])
      guard case .end(let reply) = try await lastEvent(server, stream: isStreamed) else {
        Issue.record("the stream did not end with a reply")
        return
      }
      #expect(reply.completion == .complete)
      switch exchange.name {
      case "plain": #expect(reply.text == "你好!有什么我可以帮助你的吗?")
      case "streamed":
        #expect(reply.text == "你好!很高兴为你提供帮助。如果你有任何问题或者需要了解的信息,请随时告诉我。")
      default:
        #expect(reply.toolCalls.first?.arguments == #"{"location": "\u4e0a\u6d77\u5e02"}"#)
      }
      #expect(server.requests.first?.header("authorization") == "Bearer yourapikey")
      #expect(server.requests.first?.path == "/v1/chat/completions")
    }

    @Test("A connection that breaks in the middle leaves a truncated reply with what had arrived")
    func broken() async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.writeHead(headers: [
          ("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked"),
        ])
        connection.writeChunk("data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n")
      }
      guard case .end(let reply) = try await lastEvent(server, stream: true) else {
        Issue.record("the stream did not end with a reply")
        return
      }
      #expect(reply.text == "half")
      #expect(reply.completion != .complete)
    }
  }
#endif
