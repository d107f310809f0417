#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Synchronization
  import Testing

  @Suite("A reply that is on its way stands against second thoughts")
  struct RunningReplyTests {
    private static let head = [
      ("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked"),
    ]
    private static let piece = #"data: {"choices":[{"index":0,"delta":{"content":"some"}}]}"#

    /// The first request gets "whole", and so do as many of the next as are said; then one gets some of a
    /// reply, and nothing more.
    private func withRetry(
      whole: Int = 0, _ body: (ConvoProgram, ChatStore, ConvoProcess) async throws -> Void
    ) async throws {
      let sent = LoopbackLatch()
      let answered = Atomic<Int>(0)
      let server = try LoopbackServer { connection in
        guard let request = connection.readRequest() else { return }
        let isHeld = String(decoding: request.body, as: UTF8.self).contains("hold")
        guard isHeld, answered.add(1, ordering: .relaxed).newValue > whole else {
          return connection.writeEvents([
            #"{"choices":[{"index":0,"delta":{"content":"whole"},"finish_reason":"stop"}]}"#,
            "[DONE]",
          ])
        }
        connection.writeHead(headers: Self.head)
        connection.writeChunk(Self.piece + "\n\n")
        sent.open()
        connection.waitUntilClientLeaves()
      }
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        #expect(try await convo.run("new", "-m", "m", "--title", "talk", "prompt").code == 0)
        let files = try ProcessFiles(folder: convo.home, input: "")
        let process = try convo.start(["retry", "-m", "hold", "-n", "3", "talk"], files: files)
        await sent.wait()
        let printed = LoopbackLatch()
        try LoopbackThread {
          while !files.read("out").contains("some") { usleep(1000) }
          printed.open()
        }.start()
        await printed.wait()
        try await body(convo, ChatStore.open(path: convo.store), process)
      }
    }

    private func head(_ store: ChatStore) throws -> Message {
      let conversation = try #require(try store.conversations(limit: 1).first)
      return try #require(try store.head(of: store.activeBranch(of: conversation)))
    }

    @Test("Meanwhile the branch stays, and delete and undo are refused", .timeLimit(.minutes(5)))
    func meanwhile() async throws {
      try await withRetry { convo, store, process in
        #expect(try head(store).text == "whole")
        for arguments in [["delete", "talk"], ["delete", "talk~1"], ["undo"]] {
          let result = try await convo.run(arguments)
          #expect(result.code == 75, "\(arguments): \(result.errors)")
          #expect(result.errors.contains("still on its way"))
        }
        process.signal(SIGINT)
        #expect(await process.end() == 130)
      }
    }

    @Test(
      "The second of several replies is interrupted like the first", .timeLimit(.minutes(5)),
      arguments: [SIGINT, SIGTERM])
    func second(number: Int32) async throws {
      try await withRetry(whole: 1) { convo, store, process in
        process.signal(number)
        #expect(await process.end() == 128 + number)
        let reply = try head(store)
        #expect(reply.text == "some")
        #expect(try store.turn(making: reply)?.status == .partial)
        #expect(try store.examine().isClean)
      }
    }

    @Test("Interrupted, it keeps the partial reply and asks for no more", .timeLimit(.minutes(5)))
    func interrupted() async throws {
      try await withRetry { convo, store, process in
        process.signal(SIGINT)
        #expect(await process.end() == 130)
        #expect(try head(store).text == "some")
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.outline(of: conversation).count == 3)
        #expect(try await convo.run("undo").code == 0)
        #expect(try head(store).text == "whole")
        #expect(try store.examine().isClean)
      }
    }

    @Test("Killed, the branch is where it was or at what was kept", .timeLimit(.minutes(5)))
    func killed() async throws {
      try await withRetry { convo, store, process in
        process.signal(SIGKILL)
        #expect(await process.end() == 128 + SIGKILL)
        #expect(try head(store).text == "whole")
        let doctor = try await convo.run("doctor")
        #expect(doctor.code == 0 && doctor.output.contains("(recovered 1,"), "\(doctor.output)")
        #expect(try ["whole", "some"].contains(head(store).text))
        #expect(try await convo.run("continue", "-m", "m", "--ref", "talk", "more").code == 0)
      }
    }
  }
#endif
