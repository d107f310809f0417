#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  /// A program with a store in a folder of its own, and what must hold for it when the machine is
  /// well again.
  struct BrokenMachine: Sendable {
    let convo: ConvoProgram

    /// The prompt and the reply that are stored before anything breaks.
    static let firstPrompt = "first words"
    static let firstReply = "first reply"
    static let prompt = "the prompt of this turn"
    /// In pieces, as an endpoint sends it.
    static let pieces = ["one ", "二 ", "three"]
    static var reply: String { pieces.joined() }

    /// Continues the conversation that is there.
    static let arguments = ["continue", "--ref", "kept", prompt]

    /// The reply on the wire.
    static let events =
      pieces.map { #"{"choices":[{"index":0,"delta":{"content":"\#($0)"}}]}"# }
      + [#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]"]

    /// An endpoint that always gives the same reply.
    static func endpoint() throws -> LoopbackServer { try .sse(events) }

    /// An endpoint that gives the first piece, and the rest when it is let; without a latch never.
    static func halfAReply(
      then latch: LoopbackLatch?, asked: LoopbackLatch = LoopbackLatch()
    ) throws -> LoopbackServer {
      try LoopbackServer { connection in
        guard connection.readRequest() != nil else { return }
        asked.open()
        connection.writeHead(
          headers: [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
        connection.writeChunk("data: \(events[0])\n\n")
        guard let latch else { return connection.waitUntilClientLeaves() }
        connection.hold(until: latch)
        for event in events.dropFirst() { connection.writeChunk("data: \(event)\n\n") }
        connection.endChunks()
      }
    }

    /// Runs a test with a store that holds one exchange, or with none.
    static func with(
      _ server: LoopbackServer, store: [UInt8]?, _ body: (BrokenMachine) async throws -> Void
    ) async throws {
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m"]) {
        convo in
        var convo = convo
        let folder = convo.home + "/store"
        convo.storeFolder = folder
        mkdir(folder, 0o700)
        if let store {
          let file = fopen(convo.store, "w")
          fwrite(store, 1, store.count, file)
          fclose(file)
        }
        try await body(BrokenMachine(convo: convo))
      }
    }

    /// The bytes of a store with one exchange.
    static func store() async throws -> [UInt8] {
      try await withConvo { convo in
        do {
          let store = try ChatStore.open(path: convo.store)
          let (_, branch, _) = try store.conversation(title: "kept")
          try store.exchange(firstPrompt, firstReply, on: branch)
          _ = try store.search("words")
        }
        let file = fopen(convo.store, "r")
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
      }
    }

    /// What is on the branch after what was there before; the store must be whole.
    func kept() throws -> [(text: String, status: Turn.Status?)] {
      let store = try ChatStore.open(path: convo.store, creating: false)
      let examination = try store.examine()
      #expect(examination.findings == [])
      #expect(examination.running == 0)
      let conversation = try #require(try store.conversations(limit: 1).first)
      let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
      let path = try store.path(to: head)
      #expect(path.prefix(2).map(\.text) == [Self.firstPrompt, Self.firstReply])
      return try path.dropFirst(2).map { ($0.text, try store.turn(making: $0)?.status) }
    }

    /// The conversation goes on.
    func expectContinuing() async throws {
      let next = try await convo.run("continue", "--ref", "kept", "again")
      #expect(next.code == 0, "\(next.errors)")
      #expect(next.output == Self.reply)
    }

    /// Exactly one line of complaint that says where and what to do.
    func expectOneSentence(_ result: ConvoProgram.Result, _ words: String) {
      let lines = result.errors.split(separator: "\n").filter {
        // What is said before anything is stored.
        !$0.contains("the window of m is not known") && !$0.contains("was held with test/")
      }
      #expect(lines.count == 1, "\(result.errors)")
      #expect(lines.allSatisfy { $0.hasPrefix("convo: ") && $0.hasSuffix(".") }, "\(lines)")
      #expect(result.errors.contains(words) && result.errors.contains(convo.store), "\(lines)")
    }
  }
#endif
