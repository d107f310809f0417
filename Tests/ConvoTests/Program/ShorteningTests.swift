#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  @testable import ChatStore
  @testable import convo

  @Suite("Old results of tools are shortened where the configuration allows it")
  struct ShorteningTests {
    /// A conversation of prompts, each answered by way of a tool with a long result.
    private func withConversation(
      shorten: Int?, context: Int, at url: String,
      _ body: (ConvoProgram) async throws -> Void
    ) async throws {
      try await withConvo { convo in
        try convo.configure(
          """
          provider = "lab"
          [providers.lab]
          base_url = "\(url)"
          model = "m"
          context = \(context)
          reply = 100
          key_env = []
          \(shorten.map { "shorten = \($0)" } ?? "")
          """)
        let store = try ChatStore.open(path: convo.store)
        let contents = (0..<6).flatMap { index -> [MessageContent] in
          [
            .user("Question \(index)"), .calling("c\(index)"),
            .result(
              of: "c\(index)", "BEGIN\(index) 中文" + String(repeating: "x y ", count: 300) + "END"),
            .assistant("Answer \(index)"),
          ]
        }
        _ = try store.createConversation(
          title: "talk", messages: contents.map { MessageDraft($0) })
        try await body(convo)
      }
    }

    private static func endpoint() throws -> LoopbackServer {
      try LoopbackServer { connection in
        while connection.readRequest() != nil {
          connection.writeEvents([
            #"{"choices":[{"delta":{"content":"ok"},"finish_reason":"stop"}]}"#
          ])
        }
      }
    }

    private func sentResults(_ server: LoopbackServer) throws -> [String] {
      let body = try JSONValue(parsing: #require(server.requests.last?.body))
      return (body["messages"]?.arrayValue ?? [])
        .filter { $0["role"]?.stringValue == "tool" }.compactMap { $0["content"]?.stringValue }
    }

    @Test("They keep their beginning and their end, and no exchange is left out for them")
    func shortened() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConversation(shorten: 20, context: 2000, at: server.baseURL) { convo in
        #expect(try await convo.run("continue", "--ref", "talk", "And now?").code == 0)
        let results = try sentResults(server)
        #expect(results.count == 6)
        #expect(results.first == "BEGIN0 中文x\n[… 1192 characters left out …]\n y x y END")
        let shown = try await convo.run("context", "--turn", "@")
        #expect(shown.output.contains("identical: "))
        #expect(shown.output.contains("the newest exchanges, shortened"))
        #expect(!shown.output.contains("left out"))
        let lines = try await convo.run("context", "--turn", "@", "--json")
        #expect(lines.output.split(separator: #""shortened":true"#).count == 7)
      }
    }

    @Test("What is sent stays what was sent before, so that a provider's cache keeps it")
    func staysShort() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConversation(shorten: 20, context: 2000, at: server.baseURL) { convo in
        for prompt in ["One?", "Two?", "Three?"] {
          #expect(try await convo.run("continue", "--ref", "talk", prompt).code == 0)
        }
        let bodies = try server.requests.map { request in
          try JSONValue(parsing: request.body)["messages"]?.arrayValue?.map(\.serialized) ?? []
        }
        #expect(bodies[1].starts(with: bodies[0]) && bodies[2].starts(with: bodies[1]))
      }
    }

    @Test("They go out whole while everything fits, and where nothing is said")
    func whole() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConversation(shorten: 20, context: 20000, at: server.baseURL) { convo in
        #expect(try await convo.run("continue", "--ref", "talk", "And now?").code == 0)
        let results = try sentResults(server)
        #expect(results.count == 6 && results.allSatisfy { $0.hasSuffix("END") })
      }
      try await withConversation(shorten: nil, context: 2000, at: server.baseURL) { convo in
        #expect(try await convo.run("continue", "--ref", "talk", "And now?").code == 0)
        let results = try sentResults(server)
        #expect(results.count < 6 && results.allSatisfy { !$0.contains("left out") })
      }
    }
  }
#endif
