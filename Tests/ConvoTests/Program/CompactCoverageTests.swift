#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Glibc
  import Testing

  @testable import ChatStore
  @testable import convo

  @Suite("A summary is made of every message that it stands for")
  struct CompactCoverageTests {
    /// All texts of the requests that asked for a summary, from one request on.
    private func summarised(_ server: LoopbackServer, from first: Int = 0) throws -> [String] {
      try server.requests.dropFirst(first).flatMap { request -> [String] in
        let messages = try JSONValue(parsing: request.body)["messages"]?.arrayValue ?? []
        let texts = messages.compactMap { $0["content"]?.stringValue }
        return texts.last?.hasPrefix("Summarise") == true ? texts : []
      }
    }

    @Test("So it is in a conversation of which the last window had no more than the end")
    func outgrown() async throws {
      let server = try CompactTests.endpoint()
      defer { server.stop() }
      try await CompactTests.withConversation(of: 60, at: server.baseURL, context: 1200) {
        convo, _ in
        #expect(try await convo.run("continue", "--ref", "talk", "And?").code == 0)
        let before = try await convo.run("context", "--ref", "talk", "--json", "x")
        #expect(!before.output.contains(#""left_out":0"#))
        let made = try await convo.run("compact", "talk", "--keep", "3")
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.errors.contains("in place of 116 messages"))
        var texts = try summarised(server)
        for index in 0..<58 {
          #expect(texts.contains { $0.hasPrefix("Question \(index):") }, "\(index)")
          #expect(texts.contains { $0.hasPrefix("Answer \(index):") }, "\(index)")
        }
        // The second is made of the first and of what came since, wherever the window begins by now.
        let count = server.requests.count
        for _ in 0..<30 {
          #expect(
            try await convo.run("continue", "--ref", "talk", "And what else is there?").code == 0)
        }
        #expect(try await convo.run("compact", "talk", "--keep", "3").code == 0)
        texts = try summarised(server, from: count)
        #expect(texts.contains { $0.hasPrefix("Question 58:") })
        #expect(texts.contains { $0.hasPrefix("Question 59:") })
        #expect(texts.count { $0 == "And what else is there?" } == 27)
      }
    }

    @Test("One exchange that is longer than the window is refused, and nothing has changed")
    func longExchange() async throws {
      let server = try CompactTests.endpoint()
      defer { server.stop() }
      let long = String(repeating: "A long story, and longer still. ", count: 300)
      let contents: [MessageContent] = [
        .user("One?"), .assistant("One."), .user(long), .assistant("Indeed."), .user("Three?"),
        .assistant("Three."),
      ]
      try await CompactTests.withConversation(of: contents, at: server.baseURL, context: 1200) {
        convo, store in
        let made = try await convo.run("compact", "talk", "--keep", "1")
        #expect(made.code == 65, "\(made.errors)")
        #expect(made.errors.contains("does not fit into one request"))
        #expect(made.errors.contains("Nothing has changed."))
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.summaries(of: conversation).isEmpty)
        #expect(try await convo.run("compact", "talk", "--keep", "2").code == 0)
      }
    }

    @Test("Only the calls of tools in such an exchange go, the oldest first, and that is said")
    func longRounds() async throws {
      let server = try CompactTests.endpoint()
      defer { server.stop() }
      let rounds = (0..<8).flatMap { index -> [MessageContent] in
        [
          .calling("c\(index)"),
          .result(of: "c\(index)", "RESULT\(index) " + String(repeating: "x y ", count: 100)),
        ]
      }
      let contents =
        [.user("One?"), .assistant("One."), .user("Two?")] + rounds
        + [.assistant("Two."), .user("Three?"), .assistant("Three.")]
      try await CompactTests.withConversation(of: contents, at: server.baseURL, context: 1200) {
        convo, _ in
        let made = try await convo.run("compact", "talk", "--keep", "1")
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.errors.contains("calls of tools and their results are left out of it"))
        let texts = try summarised(server)
        for text in ["One?", "One.", "Two?", "Two."] { #expect(texts.contains(text)) }
        #expect(texts.contains { $0.hasPrefix("RESULT7") })
        #expect(!texts.contains { $0.hasPrefix("RESULT0") })
      }
    }

    @Test(
      "What is no summary is not taken for one",
      arguments: [
        (#"{"content":"Half"},"finish_reason":"content_filter""#, "filter stopped"),
        (#"{"content":"Half"},"finish_reason":"error""#, "ended the reply with an error"),
        (#"{"content":"S","refusal":"No."},"finish_reason":"stop""#, "refused"),
        (
          #"{"content":"S","tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls""#,
          "called a tool"
        ),
        (#"{"content":" "},"finish_reason":"stop""#, "no text"),
        (
          #"{"content":"\#(String(repeating: "word ", count: 3000))"},"finish_reason":"stop""#,
          "more than half of the window"
        ),
      ])
    func noSummary(delta: String, reason: String) async throws {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil {
          connection.writeEvents([#"{"choices":[{"delta":\#(delta)}]}"#])
        }
      }
      defer { server.stop() }
      try await CompactTests.withConversation(of: 10, at: server.baseURL, context: 4000) {
        convo, store in
        let made = try await convo.run("compact", "talk")
        #expect(made.code == 75)
        #expect(made.errors.contains(reason), "\(made.errors)")
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.summaries(of: conversation).isEmpty)
      }
    }

    @Test("A summary that has no room beside others is passed over when the next one is made")
    func largeSummary() async throws {
      let server = try CompactTests.endpoint {
        $0 == 14 ? String(repeating: "word ", count: 900) : "S"
      }
      defer { server.stop() }
      try await CompactTests.withConversation(of: 10, at: server.baseURL) { convo, _ in
        #expect(try await convo.run("compact", "talk", "--keep", "4").code == 0)
        let made = try await convo.run(
          "compact", "talk", "--keep", "2", "--budget", "1500", "--reserve", "100")
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.output == "S\n")
      }
    }

    @Test(
      "A signal ends it with the signal's code, and nothing has changed", .timeLimit(.minutes(5)))
    func signal() async throws {
      let sent = LoopbackLatch()
      let server = try LoopbackServer { connection in
        guard connection.readRequest() != nil else { return }
        connection.writeHead(
          headers: [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
        connection.writeChunk(
          #"data: {"choices":[{"index":0,"delta":{"content":"Half"}}]}"# + "\n\n")
        sent.open()
        connection.waitUntilClientLeaves()
      }
      defer { server.stop() }
      try await CompactTests.withConversation(of: 10, at: server.baseURL) { convo, store in
        let files = try ProcessFiles(folder: convo.home, input: "")
        let process = try convo.start(["compact", "talk"], files: files)
        await sent.wait()
        process.signal(SIGINT)
        #expect(await process.end() == 128 + SIGINT)
        #expect(files.read("err").contains("nothing has changed"))
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.summaries(of: conversation).isEmpty)
      }
    }

    @Test("What one that failed has cost is kept")
    func costs() async throws {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil {
          connection.writeEvents([
            #"{"choices":[{"delta":{"content":"Half a"},"finish_reason":"length"}]}"#,
            #"{"choices":[],"usage":{"prompt_tokens":321,"completion_tokens":54}}"#,
          ])
        }
      }
      defer { server.stop() }
      try await CompactTests.withConversation(of: 10, at: server.baseURL) { convo, store in
        let made = try await convo.run("compact", "talk")
        #expect(made.code == 75)
        #expect(made.errors.contains("cut off"))
        let turn = try store.database.read { connection in
          try connection.first(
            "SELECT status, prompt_reported, completion_reported, finish_reason FROM turn"
          ) { try [$0.text(0), "\($0.count(1))", "\($0.count(2))", $0.text(3)] }
        }
        #expect(turn == ["failed", "321", "54", "length"])
      }
    }
  }
#endif
