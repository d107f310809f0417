#if Networking
  import ChatCompletions
  import ChatSession
  import ChatTestSupport
  import ChatTokens
  import Testing

  @testable import ChatStore
  @testable import convo

  @Suite("A request that is refused as too long is sent once more, corrected")
  struct TooLongTests {
    /// An endpoint that counts as cl100k_base does, and takes so many tokens.
    private static func endpoint(
      limit: Int, times factor: Int = 1, words: @escaping @Sendable (Int) -> String
    ) throws -> LoopbackServer {
      try LoopbackServer { connection in
        while let request = connection.readRequest() {
          let body = try? JSONValue(parsing: request.body)
          let texts = (body?["messages"]?.arrayValue ?? []).compactMap {
            $0["content"]?.stringValue
          }
          let tokens =
            texts.map { BytePairTokenizer(.cl100k)?.count($0).expected ?? 0 }
            .reduce(0, +) * factor
          if tokens > limit {
            connection.write(.json(words(tokens), status: 400))
          } else {
            connection.writeEvents([
              #"{"choices":[{"delta":{"content":"\#(texts.count)"},"finish_reason":"stop"}]}"#
            ])
          }
        }
      }
    }

    private static func vLLM(limit: Int) -> @Sendable (Int) -> String {
      { tokens in
        let words =
          "This model's maximum context length is \(limit) tokens. However, your request has "
          + "\(tokens) input tokens. Please reduce the length of the input messages."
        return #"{"error":{"message":"\#(words)","type":"BadRequestError","code":400}}"#
      }
    }

    private func withLongConversation(
      at url: String, _ body: (ConvoProgram, ChatStore) async throws -> Void
    ) async throws {
      try await withConvo { convo in
        try convo.configure(
          """
          provider = "lab"
          [providers.lab]
          base_url = "\(url)"
          model = "m"
          context = 50000
          reply = 100
          key_env = []
          """)
        let store = try ChatStore.open(path: convo.store)
        let contents = (0..<40).flatMap { index in
          [
            MessageContent.user(
              "Question \(index): what is the answer to everything in the world?"),
            .assistant("Answer \(index): forty-two, as everybody knows who has read the book."),
          ]
        }
        _ = try store.createConversation(
          title: "talk", messages: contents.map { MessageDraft($0) })
        try await body(convo, store)
      }
    }

    /// How every turn has ended, in their order.
    private func statuses(_ store: ChatStore) throws -> [String] {
      try store.database.read { connection in
        try connection.all("SELECT status FROM turn ORDER BY id") { try $0.text(0) }
      }
    }

    @Test("The second turn fits, has the reply, and the limit is known the next time")
    func corrected() async throws {
      let server = try Self.endpoint(limit: 600, words: Self.vLLM(limit: 600))
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, store in
        let first = try await convo.run("continue", "--ref", "talk", "And now?")
        #expect(first.code == 0)
        #expect(first.errors.contains("refused 81 messages as too long (it takes 600 tokens)"))
        #expect(server.requests.count == 2)
        #expect(try statuses(store) == ["failed", "complete"])
        let context = try await convo.run("context", "--ref", "talk", "--json", "x")
        #expect(context.output.contains(#""limit":600"#))
        #expect(context.output.contains(#""learned_limit":600"#))
        let second = try await convo.run("continue", "--ref", "talk", "And then?")
        #expect(second.code == 0)
        #expect(!second.errors.contains("too long"))
        #expect(server.requests.count == 3)
      }
    }

    @Test("A limit that is named again is still known the time after that")
    func namedAgain() async throws {
      // It counts so many that what fits by every other count is refused.
      let server = try Self.endpoint(limit: 600, times: 8, words: Self.vLLM(limit: 600))
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, store in
        for _ in 0..<2 {
          let result = try await convo.run("continue", "--ref", "talk", "And now?")
          #expect(result.code == 0, "\(result.errors)")
          #expect(result.errors.contains("too long (it takes 600 tokens)"))
          let context = try await convo.run("context", "--ref", "talk", "--json", "x")
          #expect(context.output.contains(#""limit":600"#))
        }
        #expect(try statuses(store) == ["failed", "complete", "failed", "complete"])
      }
    }

    @Test("A reply's length that is asked for stays free in a window whose limit was learned")
    func reserveStays() async throws {
      try await withLongConversation(at: "http://127.0.0.1:9") { convo, store in
        try store.learn(
          LearnedLimit(tokens: 1200, includesReply: true, assumed: 50000), of: "m", at: "lab")
        let asked = try await convo.run(
          "context", "--ref", "talk", "--json", "--param", "max_tokens=800", "x")
        #expect(asked.output.contains(#""limit":1200,"reserve":800"#))
        let tooLong = try await convo.run(
          "context", "--ref", "talk", "--json", "--param", "max_tokens=1200", "x")
        #expect(tooLong.code == 65)
        #expect(tooLong.errors.contains("--reserve"))
        #expect(tooLong.errors.contains("That it takes 1200 was learned from lab"))
        let unasked = try await convo.run("context", "--ref", "talk", "--json", "x")
        #expect(unasked.output.contains(#""limit":1200,"reserve":100"#))
      }
    }

    @Test("An endpoint that names no limit gets three quarters of what it refused")
    func withoutLimit() async throws {
      let server = try Self.endpoint(limit: 1000) { _ in
        #"{"error":{"code":"1261","message":"Prompt 超长"}}"#
      }
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, _ in
        let result = try await convo.run("continue", "--ref", "talk", "And now?")
        #expect(result.code == 0)
        #expect(result.errors.contains("refused 81 messages as too long; sending once more"))
        #expect(server.requests.count == 2)
        // The window that it took is remembered.
        for _ in 0..<3 {
          let next = try await convo.run("continue", "--ref", "talk", "And now?")
          #expect(next.code == 0 && !next.errors.contains("too long"), "\(next.errors)")
        }
        #expect(server.requests.count == 5)
      }
    }

    @Test("A limit that the reply went beyond is not remembered")
    func disproved() async throws {
      try await withConvo { convo in
        let store = try ChatStore.open(path: convo.store)
        let settings = RequestSettings(
          provider: "lab", model: "m", contextLimit: 8000, reserve: 100)
        func learn(completion: Int) throws -> Int? {
          let usage = Usage(
            prompt: .init(reported: 1000), completion: .init(reported: completion))
          settings.learn(
            from: ContextRefusal(limit: 2000), accepting: settings, usage: usage, in: store)
          return try store.learnedLimit(of: "m", at: "lab")?.tokens
        }
        #expect(try learn(completion: 5000) == nil)
        #expect(try learn(completion: .max) == nil)
        #expect(try learn(completion: 500) == 2000)
      }
    }

    @Test("A limit in which nothing has room is not remembered")
    func absurdLimit() async throws {
      let server = try Self.endpoint(limit: 600, words: Self.vLLM(limit: 3))
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, store in
        let result = try await convo.run("continue", "--ref", "talk", "And now?")
        #expect(result.code == 69)
        #expect(try store.learnedLimit(of: "m", at: "lab") == nil)
        #expect(try await convo.run("new", "Short.").code == 0)
      }
    }

    @Test("It is sent once more and not again, and the prompt is kept")
    func refusedTwice() async throws {
      let server = try Self.endpoint(limit: 3, words: Self.vLLM(limit: 3000))
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, store in
        let result = try await convo.run("continue", "--ref", "talk", "And now?")
        #expect(result.code == 69)
        #expect(result.errors.contains("maximum context length is 3000"))
        #expect(result.errors.contains("is kept without a reply"))
        #expect(server.requests.count == 2)
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(conversation.messageCount == 81)
      }
    }

    @Test("What cannot be made smaller is not sent again")
    func alreadySmall() async throws {
      let server = try Self.endpoint(limit: 1, words: Self.vLLM(limit: 1))
      defer { server.stop() }
      try await withConvo { convo in
        let result = try await convo.run(
          "new", "--base-url", server.baseURL, "-m", "m", "How long may this be?")
        #expect(result.code == 69)
        #expect(server.requests.count == 1)
        #expect(result.errors.contains("is kept without a reply"))
      }
    }

    @Test("For a further reply too, which then takes its place")
    func retry() async throws {
      let server = try Self.endpoint(limit: 600, words: Self.vLLM(limit: 600))
      defer { server.stop() }
      try await withLongConversation(at: server.baseURL) { convo, store in
        let result = try await convo.run("retry", "talk")
        #expect(result.code == 0, "\(result.errors)")
        #expect(server.requests.count == 2)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        #expect(Int(head.text) != nil)
      }
    }
  }
#endif
