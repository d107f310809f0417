#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct LoopbackServerTests {
    @Test("A stopped server lets go of a script that waits for a latch or for its client")
    func stop() async throws {
      let (never, first, second) = (LoopbackLatch(), LoopbackLatch(), LoopbackLatch())
      let server = try LoopbackServer { connection in
        let request = connection.readRequest()
        connection.writeHead()
        if request?.path == "/latch" {
          first.open()
          connection.hold(until: never)
        } else {
          second.open()
          connection.waitUntilClientLeaves()
        }
      }
      let transport = HTTPTransport(proxies: ProxyEnvironment([:]))
      let one = try await transport.send(.get(server.url("/latch")))
      let two = try await transport.send(.get(server.url("/client")))
      await first.wait()
      await second.wait()
      server.stop()
      #expect(try await one.collect().isEmpty)
      #expect(try await two.collect().isEmpty)
    }

    @Test("Responses are replayed in order and the last one again")
    func replay() async throws {
      let server = try LoopbackServer.replaying([.json("1"), .json("2")])
      let transport = HTTPTransport(proxies: ProxyEnvironment([:]))
      var bodies: [String] = []
      for _ in 0..<3 {
        let bytes = try await transport.send(.get(server.url("/"))).collect()
        bodies.append(String(decoding: bytes, as: UTF8.self))
      }
      #expect(bodies == ["1", "2", "2"])
    }
  }
#endif
