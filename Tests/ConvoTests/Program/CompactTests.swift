#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Synchronization
  import Testing

  @testable import ChatStore
  @testable import convo

  @Suite("A summary stands for the older part of a conversation")
  struct CompactTests {
    /// An endpoint that summarises when it is asked to, and else says how many messages it got.
    static func endpoint(
      summary: @escaping @Sendable (Int) -> String = { "Summary of \($0)." }
    ) throws -> LoopbackServer {
      try LoopbackServer { connection in
        while let request = connection.readRequest() {
          let body = try? JSONValue(parsing: request.body)
          let messages = body?["messages"]?.arrayValue ?? []
          let asks = messages.last?["content"]?.stringValue?.hasPrefix("Summarise") == true
          let text = asks ? summary(messages.count) : "\(messages.count) messages"
          if text.isEmpty {
            connection.write(.json(#"{"error":{"message":"no"}}"#, status: 400))
          } else {
            connection.writeEvents([
              #"{"choices":[{"delta":{"content":"\#(text)"},"finish_reason":"stop"}]}"#
            ])
          }
        }
      }
    }

    static func withConversation(
      of exchanges: Int, at url: String, context: Int = 100_000,
      _ body: (ConvoProgram, ChatStore) async throws -> Void
    ) async throws {
      let contents =
        [MessageContent.system("Be brief.")]
        + (0..<exchanges).flatMap { index in
          [
            MessageContent.user("Question \(index): what is the answer to everything?"),
            .assistant("Answer \(index): forty-two, as everybody knows who has read it."),
          ]
        }
      try await withConversation(of: contents, at: url, context: context, body)
    }

    static func withConversation(
      of contents: [MessageContent], at url: String, context: Int,
      _ body: (ConvoProgram, ChatStore) async throws -> Void
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
          """)
        let store = try ChatStore.open(path: convo.store)
        _ = try store.createConversation(
          title: "talk", messages: contents.map { MessageDraft($0) })
        try await body(convo, store)
      }
    }

    private func sent(_ server: LoopbackServer) -> [JSONValue] {
      server.requests.last.flatMap { try? JSONValue(parsing: $0.body) }?["messages"]?.arrayValue
        ?? []
    }

    @Test("It is sent as one user message after the instructions, and the newest exchanges follow")
    func sentInPlace() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, store in
        let made = try await convo.run("compact", "talk", "--keep", "2")
        #expect(made.code == 0, "\(made.errors)")
        // The instruction, eight exchanges, and what is asked.
        #expect(made.output == "Summary of 18.\n")
        #expect(made.errors.contains("summarising 16 messages"))
        #expect(made.errors.contains("in place of 16 messages from now on"))
        let reply = try await convo.run("continue", "--ref", "talk", "And?")
        #expect(reply.output == "7 messages")
        let messages = sent(server)
        try #require(messages.count == 7)
        #expect(
          messages.compactMap { $0["role"]?.stringValue }.prefix(3) == ["system", "user", "user"])
        #expect(
          messages[1]["content"]?.stringValue
            == "Summary of the conversation so far:\n\nSummary of 18.")
        #expect(messages[2]["content"]?.stringValue?.hasPrefix("Question 8") == true)
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(conversation.messageCount == 23)
      }
    }

    @Test("The window shows it, an old turn is built again with it, and it can be passed by")
    func shown() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, _ in
        _ = try await convo.run("compact", "talk", "--keep", "2")
        let table = try await convo.run("context", "--ref", "talk", "And?")
        #expect(table.output.contains("summarised  in place of 16 messages"))
        #expect(!table.output.contains("left out"))
        let lines = try await convo.run("context", "--ref", "talk", "--json", "And?")
        #expect(lines.output.contains(#""type":"context_summary""#))
        #expect(lines.output.contains(#""left_out":0,"strategy":"summary""#))
        let bypassed = try await convo.run(
          "context", "--ref", "talk", "--json", "--strategy", "sticky", "And?")
        #expect(!bypassed.output.contains("context_summary"))
        #expect(bypassed.output.contains(#""strategy":"sticky""#))
        _ = try await convo.run("continue", "--ref", "talk", "And?")
        let old = try await convo.run("context", "--turn", "@", "--json")
        #expect(old.output.contains(#""identical":true"#))
        let shown = try await convo.run("show", "--summaries", "talk")
        #expect(shown.output.contains("16 messages"))
        #expect(shown.output.contains("in use"))
        #expect(shown.output.contains("Summary of 18."))
      }
    }

    @Test("A branch that has its messages sends it, one that leaves before its end does not")
    func branches() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, store in
        _ = try await convo.run("compact", "talk", "--keep", "2")
        let conversation = try #require(try store.conversations(limit: 1).first)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        let covered = try store.ancestor(of: head, steps: 4)
        let inside = try store.ancestor(of: head, steps: 6)
        let shared = try await convo.run(
          "branch", "\(covered.id.shortID)", "--name", "shared", "Else?")
        #expect(shared.output == "3 messages", "\(shared.errors)")
        let early = try await convo.run(
          "branch", "\(inside.id.shortID)", "--name", "early", "Else?")
        #expect(early.output == "16 messages", "\(early.errors)")
      }
    }

    @Test("Undoing takes it back and nothing else, and it can be had again")
    func undone() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, store in
        #expect(try await convo.run("continue", "--ref", "talk", "And?").code == 0)
        #expect(try await convo.run("compact", "talk", "--keep", "2").code == 0)
        let undone = try await convo.run("undo")
        #expect(undone.errors.contains("undone: compact ("), "\(undone.errors)")
        let before = try await convo.run("context", "--ref", "talk", "--json", "x")
        #expect(before.output.contains(#""strategy":"sticky""#))
        #expect(try await convo.run("show", "--summaries", "talk").code == 1)
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(conversation.messageCount == 23)
        #expect(try await convo.run("undo", "--redo").code == 0)
        #expect(try await convo.run("continue", "--ref", "talk", "And now?").code == 0)
        // A turn that has sent it can be built again while it is undone.
        let operations = try await convo.run("undo", "--list", "--json").output
          .split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        let compact = try #require(operations.first { $0["kind"]?.stringValue == "compact" })
        let number = try #require(compact["number"]?.intValue)
        #expect(try await convo.run("undo", "\(number)").code == 0)
        let sent = try await convo.run("context", "--turn", "@", "--json")
        #expect(sent.output.contains("context_summary"))
        #expect(sent.output.contains(#""identical":true"#))
        let after = try await convo.run("context", "--ref", "talk", "--json", "x")
        #expect(after.output.contains(#""strategy":"sticky""#))
        #expect(try await convo.run("doctor").code == 0)
      }
    }

    @Test("One that another was made of is not undone before that, and goes with its messages")
    func undoneInOrder() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, store in
        func operations() async throws -> [JSONValue] {
          try await convo.run("undo", "--list", "--json").output.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
          }
        }
        #expect(try await convo.run("compact", "talk", "--keep", "6").code == 0)
        #expect(try await convo.run("compact", "talk", "--keep", "2").code == 0)
        let made = try await operations().filter { $0["kind"]?.stringValue == "compact" }
        let first = try #require(made.last?["number"]?.intValue)
        let refused = try await convo.run("undo", "\(first)")
        #expect(refused.code == 65)
        #expect(refused.errors.contains("another summary of its own"))
        #expect(try await convo.run("undo").code == 0)
        #expect(try await convo.run("undo", "\(first)").code == 0)
        #expect(try await convo.run("undo", "--redo").code == 0)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        // One of those that it stands for.
        let covered = try store.ancestor(of: head, steps: 13)
        #expect(try await convo.run("delete", "\(covered.id.shortID)").code == 0)
        let collected = try await convo.run("gc", "--yes")
        #expect(collected.code == 0, "\(collected.errors)")
        #expect(try await operations().allSatisfy { $0["kind"]?.stringValue != "compact" })
        #expect(try await convo.run("doctor").code == 0)
      }
    }

    @Test("The next one is made of the last and of what came since")
    func again() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, _ in
        _ = try await convo.run("compact", "talk", "--keep", "6")
        // The instruction, the summary, four exchanges, and what is asked.
        let made = try await convo.run("compact", "talk", "--keep", "2")
        #expect(made.output == "Summary of 11.\n")
        #expect(made.errors.contains("summarising 8 messages"))
        #expect(made.errors.contains("in place of 16 messages"))
        // What stands for the very same messages is made anew, of the one before.
        let remade = try await convo.run("compact", "talk", "--keep", "2")
        #expect(remade.output == "Summary of 11.\n")
        let shown = try await convo.run("show", "--summaries", "talk", "--json")
        #expect(shown.output.split(separator: "\n").count == 3)
        #expect(shown.output.split(separator: #""in_use":true"#).count == 2)
      }
    }

    @Test("What is too long for one request is summarised in several, each on top of the last")
    func rolling() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 60, at: server.baseURL, context: 1200) { convo, store in
        let made = try await convo.run("compact", "talk", "--keep", "2", "--json")
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.output.contains(#""messages":116"#))
        #expect(server.requests.count > 2)
        // Every request but the first holds the summary of the one before.
        for request in server.requests.dropFirst() {
          let messages = try JSONValue(parsing: request.body)["messages"]?.arrayValue ?? []
          #expect(messages[1]["content"]?.stringValue?.hasPrefix("Summary of the") == true)
        }
        let reply = try await convo.run("continue", "--ref", "talk", "And?")
        #expect(reply.output == "7 messages")
        let turns = try store.database.read { connection in
          try connection.all("SELECT kind || ' ' || status FROM turn") { try $0.text(0) }
        }
        #expect(Set(turns) == ["summary complete", "reply complete"])
      }
    }

    @Test("If it fails nothing has changed but that the attempt is kept")
    func failing() async throws {
      let requests = Mutex(0)
      let server = try Self.endpoint { _ in
        requests.withLock {
          $0 += 1
          return $0 == 1 ? "Summary." : ""
        }
      }
      defer { server.stop() }
      try await Self.withConversation(of: 60, at: server.baseURL, context: 2000) { convo, store in
        let made = try await convo.run("compact", "talk")
        #expect(made.code == 69)
        #expect(requests.withLock { $0 } == 2)
        #expect(made.errors.contains("Nothing has changed."))
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.summaries(of: conversation).isEmpty)
        #expect(conversation.messageCount == 121)
        let reply = try await convo.run("context", "--ref", "talk", "--json", "And?")
        #expect(reply.output.contains(#""strategy":"sticky""#))
      }
    }

    @Test("Where everything is to stay there is nothing to summarise")
    func nothing() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 2, at: server.baseURL) { convo, _ in
        let result = try await convo.run("compact", "talk")
        #expect(result.code == 1)
        #expect(result.errors.contains("nothing to summarise"))
        #expect(try await convo.run("show", "--summaries", "talk").code == 1)
        #expect(server.requests.isEmpty)
      }
    }

    @Test("It goes when its messages are collected")
    func collected() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await Self.withConversation(of: 10, at: server.baseURL) { convo, store in
        _ = try await convo.run("compact", "talk", "--keep", "2")
        #expect(try await convo.run("delete", "talk").code == 0)
        let collected = try await convo.run("gc", "--yes")
        #expect(collected.code == 0, "\(collected.errors)")
        let left = try store.database.read { connection in
          try connection.first("SELECT count(*) FROM summary") { try $0.count(0) }
        }
        #expect(left == 0)
        #expect(try await convo.run("doctor").code == 0)
      }
    }
  }
#endif
