#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport
  import Testing

  @testable import convo

  @Suite("convo context shows what would be sent, and sends nothing")
  struct ContextTests {
    private func withConversation(
      at url: String = "http://127.0.0.1:1/v1",
      _ body: (ConvoProgram, ChatStore) async throws -> Void
    ) async throws {
      try await withConvo { convo in
        try convo.configure(
          """
          provider = "lab"
          [providers.lab]
          base_url = "\(url)"
          model = "m"
          context = 4000
          reply = 400
          tokenizer = "o200k_base"
          template = "openai"
          """)
        let store = try ChatStore.open(path: convo.store)
        let contents = (0..<10).flatMap { index in
          [
            MessageContent.user("Question number \(index)"),
            .assistant("Answer number \(index), which is short."),
          ]
        }
        _ = try store.createConversation(
          title: "talk",
          messages: [MessageDraft(.system("Be brief."))] + contents.map { MessageDraft($0) })
        try await body(convo, store)
      }
    }

    /// An endpoint that answers every request with one word.
    private static func endpoint() throws -> LoopbackServer {
      try LoopbackServer { connection in
        while connection.readRequest() != nil {
          connection.writeEvents([
            #"{"choices":[{"delta":{"content":"ok"},"finish_reason":"stop"}]}"#
          ])
        }
      }
    }

    @Test("Every message is a line with its tokens, and the bar says how much is used")
    func table() async throws {
      try await withConversation { convo, _ in
        let result = try await convo.run("context", "--ref", "talk", "And now?")
        #expect(result.code == 0)
        let lines = result.output.split(separator: "\n")
        // The head, what is around, the instructions, 20 messages, the prompt and the bar.
        #expect(lines.count == 25)
        #expect(lines[1].contains("3") && lines[1].contains("around the messages"))
        #expect(lines[2].contains("system") && lines[2].contains("instructions"))
        #expect(lines[23].hasPrefix("new") && lines[23].contains("user"))
        #expect(
          lines[24].contains("of 3600 tokens (4000 less 400 for the reply), sticky, o200k_base"))
        #expect(!lines[24].contains("at most"))
      }
    }

    @Test("What does not fit is counted where it stands, and pinned messages say so")
    func leftOut() async throws {
      try await withConversation { convo, _ in
        #expect(try await convo.run("pin", "talk~15").code == 0)
        let result = try await convo.run(
          "context", "--ref", "talk", "--budget", "150", "--reserve", "30", "--strategy", "recent",
          "x")
        #expect(result.output.contains("left out  4 messages, older than what fits"))
        #expect(result.output.contains("pinned"))
        let json = try await convo.run(
          "context", "--ref", "talk", "--budget", "150", "--reserve", "30", "--json", "x")
        let lines = try json.output.split(separator: "\n").map {
          try JSONValue(parsing: String($0))
        }
        let whole = try #require(lines.last)
        let tokens = try #require(whole["tokens"]?.intValue)
        let overhead = try #require(whole["overhead"]?.intValue)
        #expect(
          lines.dropLast().compactMap { $0["tokens"]?.intValue }.reduce(overhead, +) == tokens)
        #expect(tokens <= 120)
        let gaps = lines.compactMap { $0["messages"]?.intValue }.reduce(0, +)
        #expect(gaps == whole["left_out"]?.intValue)
      }
    }

    @Test("The body is the one that is sent then, to the byte")
    func request() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConversation(at: server.baseURL) { convo, _ in
        let shown = try await convo.run(
          "context", "--ref", "talk", "--budget", "200", "--request", "And now?")
        let sent = try await convo.run(
          "continue", "--ref", "talk", "--budget", "200", "And now?")
        #expect(sent.code == 0)
        let body = try #require(server.requests.last?.body)
        #expect(shown.output == String(decoding: body, as: UTF8.self) + "\n")
      }
    }

    @Test("Any budget can be shown", arguments: ["9223372036854775807", "4611686018427387905"])
    func largeBudget(budget: String) async throws {
      try await withConversation { convo, _ in
        let result = try await convo.run("context", "--ref", "talk", "--budget", budget, "x")
        #expect(result.code == 0)
        #expect(result.output.contains("(\(budget) less 400 for the reply)"))
      }
    }

    @Test("What an old turn has sent is built again to the byte, whatever came after it")
    func turn() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConversation(at: server.baseURL) { convo, _ in
        for (budget, stream) in [("200", "--no-stream"), ("4000", "--temperature=0.5")] {
          let result = try await convo.run(
            "continue", "--ref", "talk", "--budget", budget, stream, "Turn \(budget)")
          #expect(result.code == 0)
        }
        for (index, reference) in ["talk~2", "talk"].enumerated() {
          let shown = try await convo.run("context", "--turn", reference)
          #expect(shown.output.contains("identical: "))
          let body = try await convo.run("context", "--turn", reference, "--request")
          #expect(
            body.output == String(decoding: server.requests[index].body, as: UTF8.self) + "\n")
        }
        #expect(try await convo.run("context", "--turn", "talk~9").code == 1)
        #expect(try await convo.run("context", "--turn", "talk", "x").code == 64)
      }
    }

    @Test(
      "A plan that no convo wrote is refused or shown, and traps nothing",
      arguments: [
        ("x", 65), ("{}", 65), (#"{"runs":"x"}"#, 65), (#"{"runs":[1,"2"]}"#, 65),
        (#"{"runs":[["a","b",3]]}"#, 65), (#"{"runs":[["ID","ID",1],["ID","ID",1]]}"#, 65),
        (#"{"runs":[["ID","ID",9223372036854775807]]}"#, 65),
        (
          #"{"runs":[["ID","ID",1]],"cost":-9223372036854775808,"limit":-9223372036854775808,"#
            + #""reserve":9223372036854775807,"left_out":9223372036854775807}"#, 0
        ),
      ])
    func foreignPlan(plan: String, code: Int32) async throws {
      try await withConversation { convo, store in
        let branch = try store.activeBranch(of: #require(store.conversations(limit: 1).first))
        let drafts = [MessageDraft(.user("x"))]
        let plan = plan.replacing("ID", with: drafts[0].id.description)
        let turn = try store.beginTurn(
          TurnRequest(provider: "lab", model: "m", plan: plan), appending: drafts,
          at: store.continuationPoint(of: branch))
        _ = try store.finish(turn, TurnOutcome(reply: .assistant("y")))
        let result = try await convo.run("context", "--turn", "talk")
        #expect(result.code == code, "\(result.errors)")
      }
    }

    @Test(
      "A budget that makes no sense is refused in one sentence, and nothing is stored",
      arguments: [
        (["--budget", "10"], 65, "budget leaves"), (["--reserve", "-1"], 64, "--reserve must not"),
        (["--budget", "0"], 64, "--budget must"), (["--strategy", "all"], 64, "recent, sticky"),
      ])
    func refused(options: [String], code: Int32, words: String) async throws {
      try await withConversation { convo, store in
        let result = try await convo.run(["context", "--ref", "talk"] + options + ["x"])
        #expect(result.code == code)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try store.conversations(limit: 1).first?.messageCount == 21)
      }
    }
  }
#endif
