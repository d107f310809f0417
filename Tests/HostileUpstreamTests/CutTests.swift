#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatSession
  import ChatStore
  import ChatTestSupport
  import Synchronization
  import Testing

  @Suite("A multilingual stream, cut at every byte", .timeLimit(.minutes(5)))
  struct CutTests {
    private static let words = ["Ünï ", "中文 한 ", "हि עב e\u{301} ", "👩‍👩‍👧 𝄞!"]
    private static let finish = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
    /// Short, because every byte of it costs two turns.
    private static let stream = Array(
      (": a\n\n"
        + (words.map { #"{"choices":[{"delta":{"content":"\#($0)"}}]}"# } + [finish, Chunk.done])
        .asEvents).utf8)

    @Test("In two packets it gives the same text")
    func packets() async throws {
      let count = Mutex(0)
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil {
          let position = count.withLock { count in
            defer { count += 1 }
            return count
          }
          connection.writeHead(headers: [("Content-Length", "\(Self.stream.count)")])
          connection.write(Array(Self.stream[..<position]))
          connection.write(Array(Self.stream[position...]))
        }
      }
      try await forEachCut(server) { _, result in
        let sent = try result.get()
        #expect(sent.turn.status == .complete)
        #expect(sent.reply.text.utf8.elementsEqual(Self.words.joined().utf8))
      }
      #expect(server.connectionCount == 1)
    }

    @Test("When the connection ends there, what came is kept and never passed off as whole")
    func endings() async throws {
      let count = Mutex(0)
      let server = try LoopbackServer { connection in
        guard connection.readRequest() != nil else { return }
        let position = count.withLock { count in
          defer { count += 1 }
          return count
        }
        connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        connection.write(Array(Self.stream[..<position]))
      }
      let finish = try #require(Self.stream.firstRange(of: Array(Self.finish.utf8))).upperBound
      var length = 0
      try await forEachCut(server) { position, result in
        switch result {
        case .success(let sent):
          #expect(sent.turn.status == (position < finish ? .partial : .complete), "\(position)")
          let text = sent.turn.reply?.text ?? ""
          #expect(Self.words.joined().utf8.starts(with: text.utf8))
          #expect(text.utf8.count >= length)
          length = text.utf8.count
        case .failure(let error):
          #expect(error is ChatClientError && length == 0)
        }
      }
      #expect(length == Self.words.joined().utf8.count)
    }

    private func forEachCut(
      _ server: LoopbackServer, _ check: (Int, Result<SentReply, any Error>) throws -> Void
    ) async throws {
      let store = try ChatStore.inMemory()
      let client = ChatClient(
        endpoint: Endpoint(baseURL: server.baseURL),
        transport: HTTPTransport(proxies: ProxyEnvironment([:])), retry: .never)
      let settings = RequestSettings(
        provider: "p", model: "m", contextLimit: 10_000, reserve: 1000)
      for position in 0...Self.stream.count {
        let drafts = [MessageDraft(.user("?"))]
        let request = try PreparedRequest(drafts, under: nil, settings: settings, store: store)
        let result: Result<SentReply, any Error>
        do {
          result = .success(
            try await ReplySender(store: store, client: client).send(
              request, appending: drafts, at: .newConversation(title: "", tags: []),
              settings: settings
            ) { _ in })
        } catch {
          result = .failure(error)
        }
        try check(position, result)
      }
    }
  }
#endif
