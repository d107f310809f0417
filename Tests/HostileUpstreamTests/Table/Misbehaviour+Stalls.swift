#if Networking
  import ChatTestSupport
  import ChatCompletions
  import Testing

  extension Misbehaviour {
    /// Silence; nobody waits for it, because the script turns the client's clock.
    static let stalls: [Misbehaviour] = [
      stall("falls silent before the head", .failed("no byte came for 120 seconds")) { _ in },
      stall("falls silent within the head", .failed("no byte came for 120 seconds")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\nContent-")
      },
      stall("falls silent after the head", .failed("no byte came for 120 seconds")) { scene in
        scene.openChunked()
      },
      stall("falls silent in mid-stream", .partial("a", "no byte came for 120 seconds")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
      },
      stall(
        "falls silent within an event", .partial("a", "no byte came for 120 seconds")
      ) { scene in
        scene.openChunked([Chunk.text("a")].asEvents + "data: {\"choi")
        scene.waitUntilClient(has: "a")
      },
      stall("falls silent after its finish reason", .complete("a")) { scene in
        scene.openChunked([Chunk.text("a"), Chunk.finish()].asEvents)
        scene.waitUntilClient(has: "a")
      },
      .init("falls silent within an error", .failed("HTTP 500", "no mod")) { scene in
        scene.connection.writeHead(500, headers: [("Content-Length", "4000")])
        scene.connection.write("no mod")
        scene.connection.waitUntilClientLeaves()
      }.with { $0.timeouts.silence = .milliseconds(500) },
      .init(
        "sends nothing but comments", behind: ": keep-alive\n\n",
        .failed("nothing of a reply came for 600 seconds")),
      .init(
        "sends nothing but blank lines", behind: "\n",
        .failed("nothing of a reply came for 600 seconds")),
      .init("hides its silence behind comments", .partial("a", "nothing of a reply")) { scene in
        scene.open([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.passTime(sending: ": keep-alive\n\n")
      }.with {
        $0.time = .scripted; $0.timeouts.silence = .seconds(1_000_000)
      },
      .init("sends an error byte by byte", .failed("HTTP 500")) { scene in
        scene.connection.writeHead(500, headers: [("Content-Length", "4000")])
        scene.passTime(sending: "x")
      }.with {
        $0.time = .scripted; $0.timeouts.silence = .seconds(1_000_000)
      },
      .init("sends empty deltas after its finish reason", .complete("a")) { scene in
        scene.open([Chunk.text("a"), Chunk.finish()].asEvents)
        scene.waitUntilClient(has: "a")
        scene.passTime(sending: [Chunk.text("")].asEvents)
      }.with {
        $0.time = .scripted; $0.timeouts.silence = .seconds(1_000_000)
      },
      .init(
        "thinks for nine minutes about a reply in one piece",
        .complete("你好!")
      ) { scene in
        for _ in 0..<9 { scene.clock.advance(by: .seconds(60)) }
        scene.connection.write(.json(Chunk.whole(#""content":"你好!""#)))
      }.with {
        $0.time = .scripted; $0.stream = false
      },
      .init("hides its silence behind pings", after: "event: ping\n\n"),
      .init("hides its silence behind empty data", after: "data:\n\n"),
      .init("hides its silence behind empty deltas", after: [Chunk.text("")].asEvents),
      .init("hides its silence behind chunks without choices", after: "data: {\"choices\":[]}\n\n"),
      .init("hides its silence behind one event without an end", after: "data: x"),
      .init("stalls on a real clock", .failed("no byte came for 0.5 seconds")) { scene in
        scene.connection.waitUntilClientLeaves()
      }.with { $0.timeouts.silence = .milliseconds(500) },
    ]

    private init(_ name: String, behind bytes: String, _ expectation: Expectation) {
      self.init(name + " for ever", expectation) { scene in
        scene.open()
        scene.passTime(sending: bytes)
      }
      time = .scripted
      timeouts.silence = .seconds(1_000_000)
    }

    private init(_ name: String, after bytes: String) {
      self.init(name, .partial("a", "nothing of a reply")) { scene in
        scene.open([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.passTime(sending: bytes)
      }
      time = .scripted
      timeouts.silence = .seconds(1_000_000)
    }

    private static func stall(
      _ name: String, _ expectation: Expectation, beginning: @escaping Script
    ) -> Misbehaviour {
      Misbehaviour(name, expectation) { scene in
        beginning(scene)
        scene.passTime()
      }.with { $0.time = .scripted }
    }
  }
#endif
