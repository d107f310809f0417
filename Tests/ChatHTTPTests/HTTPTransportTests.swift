#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct HTTPTransportTests {
    private let transport = HTTPTransport(proxies: ProxyEnvironment([:]))

    enum Framing: CaseIterable { case length, chunked, close }

    @Test(
      "The documented exchanges cross the socket byte for byte under every framing",
      arguments: SeedExchange.all, Framing.allCases)
    func seed(exchange: SeedExchange, framing: Framing) async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        let body = Array(exchange.response.utf8)
        switch framing {
        case .length: connection.write(LoopbackResponse(body: body))
        case .close:
          connection.writeHead()
          connection.write(body)
        case .chunked:
          connection.writeHead(headers: [("Transfer-Encoding", "chunked")])
          // Seven bytes at a time cuts characters of three bytes apart.
          for start in stride(from: 0, to: body.count, by: 7) {
            connection.writeChunk(Array(body[start..<min(start + 7, body.count)]))
          }
          connection.endChunks()
        }
      }
      let response = try await transport.send(
        TransportRequest(
          method: "POST", url: server.url("/open/api/v1/chat/completions"),
          headers: [("Authorization", "Bearer yourapikey"), ("Content-Type", "application/json")],
          body: Array(exchange.request.utf8)))
      #expect(response.status == 200)
      #expect(try await response.collect() == Array(exchange.response.utf8))
      let request = try #require(server.requests.first)
      #expect(request.method == "POST")
      #expect(request.path == "/open/api/v1/chat/completions")
      #expect(request.header("authorization") == "Bearer yourapikey")
      #expect(request.header("host") == "127.0.0.1:\(server.port)")
      #expect(request.body == Array(exchange.request.utf8))
    }

    @Test("Response header names arrive in lower case, in order, with repeated ones apart")
    func headers() async throws {
      let server = try LoopbackServer.replaying([
        LoopbackResponse(
          status: 429, headers: [("X-A", "1"), ("Retry-After", "2"), ("x-a", "3")])
      ])
      let response = try await transport.send(.get(server.url("/")))
      #expect(response.status == 429)
      #expect(response.headers.filter { $0.name == "x-a" }.map(\.value) == ["1", "3"])
      #expect(response.header("retry-after") == "2")
    }

    @Test("An interim response is not the answer")
    func interim() async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        connection.write(.json("{}"))
      }
      #expect(try await transport.send(.get(server.url("/"))).status == 200)
    }

    @Test("Connections are used again")
    func keepAlive() async throws {
      let server = try LoopbackServer.replaying([.json("{}")])
      for _ in 0..<20 {
        _ = try await transport.send(.get(server.url("/v1/models"))).collect()
      }
      #expect(server.requests.count == 20)
      #expect(server.connectionCount == 1)
    }

    @Test("Eight tasks with fifty requests each all get their own answer")
    func concurrency() async throws {
      let server = try LoopbackServer { connection in
        while let request = connection.readRequest() {
          connection.write(LoopbackResponse(body: request.body))
        }
      }
      let transport = transport
      let url = server.url("/echo")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
          group.addTask {
            for number in 0..<50 {
              let body = Array("\(task) \(number)".utf8)
              let response = try await transport.send(
                TransportRequest(method: "POST", url: url, body: body))
              #expect(try await response.collect() == body)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(server.requests.count == 400)
    }

    @Test("A request body of eight megabytes arrives whole")
    func bigRequest() async throws {
      let server = try LoopbackServer.replaying([.json("{}")])
      let body = (0..<8_388_608).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      _ = try await transport.send(
        TransportRequest(method: "POST", url: server.url("/"), body: body)
      ).collect()
      #expect(server.requests.first?.body == body)
    }

    @Test("A gzip body that nobody asked for arrives inflated")
    func gzip() async throws {
      let server = try LoopbackServer.replaying([
        LoopbackResponse(headers: [("Content-Encoding", "gzip")], body: Self.compressed)
      ])
      let response = try await transport.send(.get(server.url("/")))
      let text = String(decoding: try await response.collect(), as: UTF8.self)
      #expect(text == String(repeating: "data: {\"n\":1}\n\n", count: 3))
      #expect(response.header("content-encoding") == nil)
      #expect(response.header("content-length") == nil)
      #expect(server.requests.first?.header("accept-encoding") == "identity")
    }

    @Test("A compressed body that is cut short or damaged is an error", arguments: [20, -1])
    func damagedGzip(cut: Int) async throws {
      var body = Self.compressed
      if cut > 0 {
        body.removeLast(cut)
      } else {
        for index in 12..<16 { body[index] = 0xFF }
      }
      let server = try LoopbackServer.replaying([
        LoopbackResponse(headers: [("Content-Encoding", "gzip")], body: body)
      ])
      let response = try await transport.send(.get(server.url("/")))
      let failure = await response.collectUntilFailure().failure
      #expect((failure as? TransportError)?.kind == .invalidResponse)
    }

    private static let compressed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0x49, 0x2C, 0x49, 0xB4,
      0x52, 0xA8, 0x56, 0xCA, 0x53, 0xB2, 0x32, 0xAC, 0xE5, 0xE2, 0x4A, 0xC1, 0xCB, 0x05, 0x00,
      0xED, 0x99, 0x78, 0xBB, 0x2D, 0x00, 0x00, 0x00,
    ]
  }

  extension TransportRequest {
    static func get(_ url: String) -> TransportRequest { TransportRequest(method: "GET", url: url) }
  }
#endif
