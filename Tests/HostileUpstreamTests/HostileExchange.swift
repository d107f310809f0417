#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatSession
  import ChatStore
  import ChatTestSupport
  import Synchronization
  import Testing

  /// One exchange with a misbehaving endpoint: a real socket, the real transport, client and sender,
  /// and a store on the disk.
  struct HostileExchange {
    /// The key, which must be found nowhere afterwards.
    static let key = "sk-hostile-0123456789abcdef"

    let misbehaviour: Misbehaviour
    let path: String

    /// Sends one prompt and reports.
    func report() async throws -> Report {
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation()
      let reader = Reader()
      let clock = ManualClock()
      let server = try server(clock: clock, reader: reader)
      defer { server.stop() }
      let settings = RequestSettings(
        provider: "p", model: "m", stream: misbehaviour.stream, contextLimit: 10_000, reserve: 1000)
      let drafts = [MessageDraft(.user("你好"))]
      let point = try store.continuationPoint(of: branch)
      let request = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
      let delays = Mutex<[Duration]>([])
      let client = client(
        of: server, clock: chatClock(clock) { delays.withLock { $0 } },
        onRetry: { notice in delays.withLock { $0.append(notice.delay) } })
      var thrown: ChatClientError?
      do {
        _ = try await ReplySender(store: store, client: client).send(
          request, appending: drafts, at: .branch(point), settings: settings
        ) { progress in
          guard case .deltas(let deltas) = progress else { return }
          for delta in deltas { if let text = delta.shownText { reader.add(text) } }
        }
      } catch let error as ChatClientError {
        thrown = error
      }
      #expect(try store.examine().isClean)
      let turn = try #require(try store.newestTurn(of: conversation))
      let head = try store.head(of: store.branch(named: branch.name, of: conversation))
      return Report(
        turn: turn, reply: head.flatMap { $0.role == .assistant ? $0.content : nil },
        streamed: reader.text, thrown: thrown, requests: server.requests,
        delays: delays.withLock { $0 })
    }

    private func server(clock: ManualClock, reader: Reader) throws -> LoopbackServer {
      let script = misbehaviour.script
      let count = Mutex(0)
      return try LoopbackServer { connection in
        while let request = connection.readRequest() {
          let number = count.withLock { count in
            count += 1
            return count
          }
          script(
            Scene(
              connection: connection, request: request, number: number, clock: clock,
              reader: reader))
        }
      }
    }

    private func client(
      of server: LoopbackServer, clock: ChatClock,
      onRetry: @escaping @Sendable (RetryNotice) -> Void
    ) -> ChatClient {
      ChatClient(
        endpoint: Endpoint(baseURL: server.baseURL, key: Self.key),
        transport: HTTPTransport(proxies: ProxyEnvironment([:])), retry: misbehaviour.retry,
        timeouts: misbehaviour.timeouts,
        replyLimit: misbehaviour.replyLimit ?? ChatClient.usualReplyLimit, clock: clock,
        random: { 0 }, onRetry: onRetry)
    }

    private func chatClock(
      _ manual: ManualClock, delays: @escaping @Sendable () -> [Duration]
    ) -> ChatClock {
      switch misbehaviour.time {
      case .real: return .system
      case .scripted: return manual.chatClock
      case .withoutDelays:
        var clock = ChatClock.system
        let sleep = clock.sleep
        clock.sleep = { duration in
          // A delay has been announced before it is waited for.
          if !delays().contains(duration) { try await sleep(duration) }
        }
        clock.unixTime = { 784_111_777 }
        return clock
      }
    }
  }

  extension ReplyDelta {
    /// What a reader of the reply's text sees of it.
    var shownText: String? {
      switch self {
      case .text(let text), .part(_, let text): text
      default: nil
      }
    }
  }
#endif
