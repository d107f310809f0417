#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Synchronization
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct HTTPBodyTests {
    private let transport = HTTPTransport(proxies: ProxyEnvironment([:]))

    /// A server that sends a head and one piece, and says when the client has left.
    private func stalling(
      _ reached: LoopbackLatch, left: LoopbackLatch, sendsHead: Bool = true
    ) throws -> LoopbackServer {
      try LoopbackServer { connection in
        connection.readRequest()
        if sendsHead {
          connection.writeHead()
          connection.write("first")
        }
        reached.open()
        connection.waitUntilClientLeaves()
        left.open()
      }
    }

    @Test("Cancelling the task that waits for the head closes the connection")
    func cancelWaiting() async throws {
      let (reached, left) = (LoopbackLatch(), LoopbackLatch())
      let server = try stalling(reached, left: left, sendsHead: false)
      let task = Task { [transport] in try await transport.send(.get(server.url("/"))) }
      await reached.wait()
      task.cancel()
      await left.wait()
      await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Cancelling the task that reads the body closes the connection")
    func cancelReading() async throws {
      let (reached, left, started) = (LoopbackLatch(), LoopbackLatch(), LoopbackLatch())
      let server = try stalling(reached, left: left)
      let task = Task { [transport] in
        let response = try await transport.send(.get(server.url("/")))
        for try await _ in response.body { started.open() }
      }
      await started.wait()
      task.cancel()
      await left.wait()
      await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Dropping a response that nobody read closes the connection")
    func dropUnread() async throws {
      let (reached, left) = (LoopbackLatch(), LoopbackLatch())
      let server = try stalling(reached, left: left)
      #expect(try await transport.send(.get(server.url("/"))).status == 200)
      await left.wait()
    }

    @Test("Dropping a body half-way closes the connection")
    func dropHalfway() async throws {
      let (reached, left) = (LoopbackLatch(), LoopbackLatch())
      let server = try stalling(reached, left: left)
      do {
        let response = try await transport.send(.get(server.url("/")))
        for try await piece in response.body {
          #expect(piece == Array("first".utf8))
          break
        }
      }
      await left.wait()
    }

    @Test("A body outlives the transport it came from")
    func transportDropped() async throws {
      let go = LoopbackLatch()
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.writeHead()
        connection.write("first")
        connection.hold(until: go)
        connection.write(" second")
      }
      var dropped: HTTPTransport? = HTTPTransport(proxies: ProxyEnvironment([:]))
      let response = try await dropped?.send(.get(server.url("/")))
      dropped = nil
      go.open()
      let body = try #require(response)
      #expect(try await body.collect() == Array("first second".utf8))
    }

    @Test("Transports that were never used, or dropped after use, do not trap")
    func droppedTransports() async throws {
      let server = try LoopbackServer.replaying([.json("{}")])
      _ = HTTPTransport(proxies: ProxyEnvironment([:]))
      for _ in 0..<10 {
        let transport = HTTPTransport(proxies: ProxyEnvironment([:]))
        #expect(try await transport.send(.get(server.url("/"))).collect().count == 2)
      }
    }

    @Test("A body that is read a second time says so")
    func secondIterator() async throws {
      let server = try LoopbackServer.replaying([.json("{}")])
      let response = try await transport.send(.get(server.url("/")))
      #expect(try await response.collect().count == 2)
      let error = await TransportError.thrown { try await response.collect() }
      #expect(error?.kind == .invalidResponse)
    }

    @Test("What nobody pulls stays with the sender, and nothing of it is lost")
    func backPressure() async throws {
      let size = 48 << 20
      let (blocked, go) = (LoopbackLatch(), LoopbackLatch())
      let taken = Mutex(0)
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.writeHead(headers: [("Content-Length", String(size))])
        let piece = [UInt8](repeating: 0x61, count: size)
        let sent = connection.writeUntilBlocked(piece, patience: 100)
        taken.withLock { $0 = sent }
        blocked.open()
        connection.hold(until: go)
        connection.write(Array(piece[sent...]))
      }
      let response = try await transport.send(.get(server.url("/")))
      await blocked.wait()
      // The system's socket buffers take several megabytes by themselves.
      #expect(taken.withLock { $0 } < size / 2)
      go.open()
      var count = 0
      for try await piece in response.body { count += piece.count }
      #expect(count == size)
    }
  }
#endif
