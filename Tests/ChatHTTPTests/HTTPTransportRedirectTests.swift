#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct HTTPTransportRedirectTests {
    private let transport = HTTPTransport(proxies: ProxyEnvironment([:]))

    private func post(_ url: String) async throws -> TransportResponse {
      try await transport.send(
        TransportRequest(
          method: "POST", url: url, headers: [("Authorization", "Bearer k")],
          body: Array("{\"a\":1}".utf8)))
    }

    private static func redirect(_ status: Int, to location: String) -> LoopbackResponse {
      LoopbackResponse(status: status, headers: [("Location", location)], body: [0x78])
    }

    @Test("A redirect within the host carries method, key and body along", arguments: [307, 308])
    func sameOrigin(status: Int) async throws {
      let server = try LoopbackServer.replaying([
        Self.redirect(status, to: "/v2/chat?x=1"), .json("{}"),
      ])
      let response = try await post(server.url("/v1/chat"))
      #expect(response.status == 200)
      #expect(try await response.collect() == Array("{}".utf8))
      #expect(server.requests.map(\.path) == ["/v1/chat", "/v2/chat?x=1"])
      for request in server.requests {
        #expect(request.method == "POST")
        #expect(request.text == "{\"a\":1}")
        #expect(request.header("authorization") == "Bearer k")
      }
    }

    @Test("A key never crosses to another host or port", arguments: [301, 302, 303, 307, 308])
    func otherOrigin(status: Int) async throws {
      let thief = try LoopbackServer.replaying([.json("{}")])
      let server = try LoopbackServer.replaying([Self.redirect(status, to: thief.url("/v1"))])
      let error = await TransportError.thrown { try await post(server.url("/v1")) }
      #expect(error?.kind == .invalidResponse)
      #expect(error?.message.contains(thief.url("/v1")) == true)
      #expect(thief.connectionCount == 0)
    }

    @Test("A redirect that would drop the body is refused with where it pointed")
    func droppedBody() async throws {
      let server = try LoopbackServer.replaying([Self.redirect(302, to: "/login")])
      let error = await TransportError.thrown { try await post(server.url("/v1")) }
      #expect(error?.kind == .invalidResponse)
      #expect(error?.message.contains(server.url("/login")) == true)
      #expect(server.requests.count == 1)
    }

    @Test("A circle of redirects ends after five")
    func circle() async throws {
      let server = try LoopbackServer.replaying([Self.redirect(307, to: "/again")])
      let error = await TransportError.thrown { try await post(server.url("/v1")) }
      #expect(error?.kind == .invalidResponse)
      #expect(server.requests.count == 6)
    }
  }
#endif
