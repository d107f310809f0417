#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite("Who stops waiting keeps what has come")
  struct EarlyEndTests {
    /// A reply of one piece that then waits until the client leaves.
    private static func endless(_ sent: LoopbackLatch) throws -> LoopbackServer {
      try LoopbackServer { connection in
        guard connection.readRequest() != nil else { return }
        connection.writeHead(
          headers: [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
        connection.writeChunk(
          #"data: {"choices":[{"index":0,"delta":{"content":"some"}}]}"# + "\n\n")
        sent.open()
        connection.waitUntilClientLeaves()
      }
    }

    /// Waits until the process has printed something, so that a signal meets it in mid-reply.
    private static func waitForOutput(of files: ProcessFiles) async throws {
      let printed = LoopbackLatch()
      let thread = LoopbackThread {
        while files.read("out").isEmpty { usleep(1000) }
        printed.open()
      }
      try thread.start()
      await printed.wait()
    }

    @Test(
      "The first signal keeps a partial reply and ends with the signal's code",
      .timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM, SIGHUP])
    func signal(number: Int32) async throws {
      let sent = LoopbackLatch()
      let server = try Self.endless(sent)
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        let files = try ProcessFiles(folder: convo.home, input: "")
        let process = try convo.start(["new", "-m", "m", "hello"], files: files)
        await sent.wait()
        try await Self.waitForOutput(of: files)
        process.signal(number)
        #expect(await process.end() == 128 + number)
        #expect(files.read("out") == "some")
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let turn = try #require(try store.newestTurn(of: conversation))
        #expect(turn.status == .partial)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        #expect(head.text == "some")
      }
    }

    @Test("A signal that was ignored from the start stays ignored", .timeLimit(.minutes(5)))
    func nohup() async throws {
      let server = try LoopbackServer.sse([
        #"{"choices":[{"index":0,"delta":{"content":"whole"},"finish_reason":"stop"}]}"#, "[DONE]",
      ])
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        let printed = try await Shell.run(
          "trap '' HUP; sh -c 'kill -HUP $$; exec convo new -m m hello'; echo code $?", in: convo)
        #expect(printed.contains("whole"))
        #expect(printed.hasSuffix("code 0\n"))
      }
    }

    @Test("When nobody reads any more the reply is still fetched and kept", .timeLimit(.minutes(5)))
    func closedPipe() async throws {
      let pieces = (0..<2000).map {
        #"{"choices":[{"index":0,"delta":{"content":"\#($0) "}}]}"#
      }
      let server = try LoopbackServer.sse(
        pieces + [#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]"])
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        let printed = try await Shell.run(
          "(convo new -m m hello 2>/dev/null; echo code $? >&2) | head -c 4", in: convo)
        #expect(printed.contains("code 0"))
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.newestTurn(of: conversation)?.status == .complete)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        #expect(head.text == (0..<2000).map { "\($0) " }.joined())
      }
    }
  }
#endif
