#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Synchronization
  import Testing

  @Suite("A process that is killed costs at most half a second of a reply")
  struct CrashTests {
    /// A sample in every run; the hundred with CONVO_TEST_LONG.
    static let kills = Array(0..<(getenv("CONVO_TEST_LONG") == nil ? 6 : 100))

    /// When each piece was sent, and the process that is to die.
    private struct Sent {
      var times: [Double] = []
      var victim: pid_t?
      var killedAt: Double?
    }

    private static func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func piece(_ number: Int) -> String { "\(number)字 " }

    @Test(
      "Killed at a random moment: the prompt is there, the turn is lost, the store is whole",
      arguments: kills)
    func kill(round: Int) async throws {
      var generator = SeededGenerator(seed: UInt64(round) &+ 2026)
      // Half of them after so long that some of the reply must have been stored.
      let last = Int.random(in: round % 2 == 0 ? 0..<300 : 300..<700, using: &generator)
      let sent = Mutex(Sent())
      let started = LoopbackLatch()
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.hold(until: started)
        connection.writeHead(
          headers: [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
        for number in 0..<last {
          let content = Self.piece(number)
          let isThere = connection.writeChunk(
            #"data: {"choices":[{"index":0,"delta":{"content":"\#(content)"}}]}"# + "\n\n")
          guard isThere else { return }
          sent.withLock { $0.times.append(Self.now()) }
          usleep(2000)  // The pace of a model; a reply takes time, or there is nothing to cut off.
        }
        sent.withLock { state in
          guard let victim = state.victim else { return }
          Glibc.kill(victim, SIGKILL)
          state.killedAt = Self.now()
        }
        connection.waitUntilClientLeaves()
      }
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        let files = try ProcessFiles(folder: convo.home, input: "")
        let process = try convo.start(["new", "-m", "m", "the prompt"], files: files)
        sent.withLock { $0.victim = process.pid }
        started.open()
        #expect(await process.end() == 128 + SIGKILL)

        let doctor = try await convo.run("doctor")
        #expect(doctor.code == 0, "\(doctor.output)")
        #expect(doctor.output.contains("(recovered 1,"))
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let turn = try #require(try store.newestTurn(of: conversation))
        #expect(turn.status == .lost)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        let path = try store.path(to: head)
        #expect(path.first?.text == "the prompt")

        let state = sent.withLock { $0 }
        let killedAt = try #require(state.killedAt)
        let safe = state.times.count { $0 < killedAt - 0.5 }
        #expect(last < 300 || safe > 0)
        let whole = (0..<last).map(Self.piece).joined()
        let kept = path.count > 1 ? path[1].text : ""
        #expect(whole.hasPrefix(kept))
        #expect(kept.utf8.count >= (0..<safe).map(Self.piece).joined().utf8.count)
      }
    }
  }
#endif
