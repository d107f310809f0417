#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport
  import Testing

  @Suite("The documented exchanges of the first endpoint, played byte for byte")
  struct SeedTests {
    private func withEndpoint(
      _ responses: LoopbackResponse..., body: (ConvoProgram, LoopbackServer) async throws -> Void
    ) async throws {
      let server = try LoopbackServer.replaying(responses)
      defer { server.stop() }
      try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "ecnu-plus"]
      ) { try await body($0, server) }
    }

    private func sent(_ request: LoopbackRequest?) throws -> JSONValue {
      try JSONValue(parsing: try #require(request).body)
    }

    @Test("A plain reply is printed exactly and stored with its usage and everything beside it")
    func plain() async throws {
      try await withEndpoint(.json(SeedExchange.plain.response)) { convo, server in
        let result = try await convo.run(
          "new", "--no-stream", "--system", "你是华东师范大学大模型ChatECNU", "你好呀")
        #expect(result.code == 0)
        #expect(result.output == "你好!有什么我可以帮助你的吗?")
        let body = try sent(server.requests.first)
        let documented = try JSONValue(parsing: SeedExchange.plain.request)
        #expect(body["messages"] == documented["messages"])
        #expect(body["stream"] == documented["stream"])
        #expect(body["model"] == documented["model"])
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let turn = try #require(try store.newestTurn(of: conversation))
        #expect(turn.status == .complete)
        #expect(turn.usage.prompt.reported == 9)
        #expect(turn.usage.completion.reported == 8)
        let envelope = try JSONValue(parsing: try #require(turn.envelope))
        #expect(envelope["id"] == "chatcmpl-4fa713672569459d93bf3790b7a53179")
      }
    }

    @Test("A streamed reply without usage is printed exactly, and its usage is an estimate")
    func streamed() async throws {
      try await withEndpoint(.eventStream(SeedExchange.streamed.response)) { convo, server in
        let result = try await convo.run("new", "你好呀")
        #expect(result.code == 0)
        #expect(result.output == "你好!很高兴为你提供帮助。如果你有任何问题或者需要了解的信息,请随时告诉我。")
        #expect(try sent(server.requests.first)["stream"] == true)
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let turn = try #require(try store.newestTurn(of: conversation))
        #expect(turn.modelAnswered == "SparkDesk")
        #expect(turn.finishReason == "stop")
        #expect(turn.usage.prompt.reported == nil)
        #expect((turn.usage.prompt.estimated ?? 0) > 0)
      }
    }

    @Test("A function call is kept and shown, and its result is sent back as the endpoint wants it")
    func functionCall() async throws {
      try await withEndpoint(
        .json(SeedExchange.toolCall.response), .json(SeedExchange.plain.response)
      ) { convo, server in
        let documented = try JSONValue(parsing: SeedExchange.toolCall.request)
        let tools = try #require(documented["tools"])
        let first = try await convo.run(
          "new", "--no-stream", "--param", "tools=\(tools.serialized)", "上海今天天气如何?")
        #expect(first.code == 0)
        #expect(first.output.isEmpty)
        #expect(first.errors.contains(#"get_current_weather({"location": "\u4e0a\u6d77\u5e02"})"#))
        #expect(try sent(server.requests.first)["tools"] == tools)

        let plain = try await convo.run("continue", "那明天呢?")
        #expect(plain.code == 65)
        #expect(plain.errors.contains("--tool-result"))
        #expect(server.requests.count == 1)

        let id = "chatcmpl-tool-4b247cc8f6db4565a574a3e1b30261f7"
        let second = try await convo.run("continue", "--no-stream", "--tool-result", "\(id)=晴,21 度")
        #expect(second.code == 0)
        #expect(second.output == "你好!有什么我可以帮助你的吗?")
        let body = try sent(server.requests.last)
        let messages = try #require(body["messages"]?.arrayValue)
        #expect(messages.map { $0["role"]?.stringValue } == ["user", "assistant", "tool"])
        #expect(messages[1]["content"] == JSONValue.null)
        #expect(
          messages[1]["tool_calls"]?.arrayValue?.first?["function"]?["arguments"]
            == .string(#"{"location": "\u4e0a\u6d77\u5e02"}"#))
        #expect(messages[2]["tool_call_id"] == .string(id))
        // The tools go with every later request of the conversation.
        #expect(body["tools"] == tools)
      }
    }

    @Test("Every parameter of the endpoint's documentation, and any other, reaches it")
    func parameters() async throws {
      try await withEndpoint(.json(SeedExchange.plain.response)) { convo, server in
        let result = try await convo.run(
          "new", "--no-stream", "-m", "ecnu-max", "--temperature", "0.5", "--top-p", "0.9",
          "--search-mode", "auto", "--param", "seed=7", "--param", "user=学生", "你好")
        #expect(result.code == 0)
        let body = try sent(server.requests.first)
        #expect(body["model"] == "ecnu-max")
        #expect(body["temperature"] == .number("0.5"))
        #expect(body["top_p"] == .number("0.9"))
        #expect(body["search_mode"] == "auto")
        #expect(body["seed"] == .number("7"))
        #expect(body["user"] == "学生")
      }
    }

    @Test("--json prints the pieces and then one message, each an object on a line")
    func json() async throws {
      try await withEndpoint(.eventStream(SeedExchange.streamed.response)) { convo, _ in
        let result = try await convo.run("new", "--json", "你好呀")
        let lines = try result.output.split(separator: "\n").map {
          try JSONValue(parsing: String($0))
        }
        let pieces = lines.dropLast()
        #expect(pieces.allSatisfy { $0["type"] == "delta" })
        let last = try #require(lines.last)
        #expect(last["type"] == "message")
        #expect(last["status"] == "complete")
        #expect(last["text"]?.stringValue == pieces.compactMap { $0["text"]?.stringValue }.joined())
      }
    }
  }
#endif
