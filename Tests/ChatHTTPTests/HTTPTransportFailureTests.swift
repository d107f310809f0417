#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct HTTPTransportFailureTests {
    private let transport = HTTPTransport(proxies: ProxyEnvironment([:]))

    @Test("A refused connection is told with host and port")
    func refused() async throws {
      let server = try LoopbackServer.sse([])
      server.stop()
      let error = await TransportError.thrown { try await transport.send(.get(server.url("/"))) }
      #expect(error?.kind == .cannotConnect)
      #expect(error?.message == "cannot connect to 127.0.0.1:\(server.port): connection refused")
    }

    @Test("A host that no name server can know is told as such")
    func nameNotFound() async {
      // An empty label never leaves the resolver, so that the test needs no network.
      let error = await TransportError.thrown { try await transport.send(.get("http://a..b/v1")) }
      #expect(error?.kind == .nameNotFound)
      #expect(error?.message == "cannot find the host of a..b:80")
    }

    @Test("A server that speaks no TLS is told as such")
    func noTLS() async throws {
      let server = try LoopbackServer { connection in
        connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.waitUntilClientLeaves()
      }
      let error = await TransportError.thrown {
        try await transport.send(.get("https://127.0.0.1:\(server.port)/"))
      }
      #expect(error?.kind == .tls)
      #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
    }

    @Test(
      "An answer that is no HTTP is told as such", arguments: ["SSH-2.0-x\r\n\r\n", "\u{0}\u{1}"])
    func notHTTP(answer: String) async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.write(answer)
        connection.waitUntilClientLeaves()
      }
      let error = await TransportError.thrown { try await transport.send(.get(server.url("/"))) }
      #expect(error?.kind == .invalidResponse)
    }

    enum Ending: CaseIterable { case closed, reset }

    @Test("A connection that ends before the head is lost", arguments: Ending.allCases)
    func noHead(ending: Ending) async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.write("HTTP/1.1 200 O")
        if ending == .reset { connection.reset() } else { connection.close() }
      }
      let error = await TransportError.thrown { try await transport.send(.get(server.url("/"))) }
      #expect(error?.kind == .connectionLost)
    }

    @Test(
      "A body cut short under a declared length is an error after what had arrived",
      arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"], Ending.allCases)
    func cutBody(header: String, ending: Ending) async throws {
      let seen = LoopbackLatch()
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.write("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n")
        if header.hasPrefix("T") {
          connection.writeChunk("half")
        } else {
          connection.write("half")
        }
        connection.hold(until: seen)
        if ending == .reset { connection.reset() } else { connection.close() }
      }
      let response = try await transport.send(.get(server.url("/")))
      seen.open()
      let (_, failure) = await response.collectUntilFailure()
      #expect((failure as? TransportError)?.kind == .connectionLost)
    }

    @Test("A body that ends with the connection is whole when closed and lost when reset")
    func closeFraming() async throws {
      for ending in Ending.allCases {
        let seen = LoopbackLatch()
        let server = try LoopbackServer { connection in
          connection.readRequest()
          connection.writeHead()
          connection.write("half")
          connection.hold(until: seen)
          if ending == .reset { connection.reset() } else { connection.close() }
        }
        let response = try await transport.send(.get(server.url("/")))
        var text = ""
        var failure: (any Error)?
        do {
          for try await piece in response.body {
            text += String(decoding: piece, as: UTF8.self)
            seen.open()
          }
        } catch {
          failure = error
        }
        #expect(text == "half")
        #expect((failure as? TransportError)?.kind == (ending == .reset ? .connectionLost : nil))
      }
    }

    @Test("A header that HTTP forbids is refused without being repeated")
    func forbiddenHeader() async throws {
      let server = try LoopbackServer.sse([])
      var request = TransportRequest.get(server.url("/"))
      request.headers = [("Authorization", "Bearer sk-secret\r\nX-Evil: 1")]
      let error = await TransportError.thrown { [request] in try await transport.send(request) }
      #expect(error != nil)
      #expect(error?.message.contains("secret") == false)
      #expect(server.requests.isEmpty)
    }

    @Test("A URL that cannot be requested is refused", arguments: ["", "x", "http://u:p@h/"])
    func invalidURL(url: String) async {
      let error = await TransportError.thrown { try await transport.send(.get(url)) }
      #expect(error?.kind == .invalidURL)
    }

    @Test("After shutdown nothing is sent and nothing crashes")
    func afterShutdown() async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.writeHead()
        connection.waitUntilClientLeaves()
      }
      let transport = HTTPTransport(proxies: ProxyEnvironment([:]))
      let response = try await transport.send(.get(server.url("/")))
      await transport.shutdown()
      await transport.shutdown()
      #expect(await response.collectUntilFailure().failure is TransportError)
      let error = await TransportError.thrown { try await transport.send(.get(server.url("/"))) }
      #expect(error?.kind == .cannotConnect)
      #expect(server.requests.count == 1)
    }
  }
#endif
