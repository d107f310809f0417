#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Testing

  @Suite(.timeLimit(.minutes(5)))
  struct HTTPTransportProxyTests {
    @Test("An HTTP proxy is asked for a tunnel, and the key goes through it and not to it")
    func tunnel() async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.writeHead()
        connection.readRequest()
        connection.write(.json("{}"))
      }
      let transport = HTTPTransport(
        proxies: ProxyEnvironment(["http_proxy": "http://me:pw@127.0.0.1:\(server.port)"]))
      let response = try await transport.send(
        TransportRequest(
          method: "GET", url: "http://llm.example:8000/v1/models",
          headers: [("Authorization", "Bearer k")]))
      #expect(try await response.collect() == Array("{}".utf8))
      let requests = server.requests
      #expect(requests.map(\.method) == ["CONNECT", "GET"])
      #expect(requests.first?.path == "llm.example:8000")
      #expect(requests.first?.header("proxy-authorization") == "Basic bWU6cHc=")
      #expect(requests.first?.header("authorization") == nil)
      #expect(requests.last?.header("authorization") == "Bearer k")
      #expect(requests.last?.header("host") == "llm.example:8000")
    }

    @Test("A proxy that refuses is told apart from an endpoint that does", arguments: [407, 403])
    func refusing(status: Int) async throws {
      let server = try LoopbackServer { connection in
        connection.readRequest()
        connection.write(LoopbackResponse(status: status))
      }
      let transport = HTTPTransport(
        proxies: ProxyEnvironment(["all_proxy": "http://127.0.0.1:\(server.port)"]))
      let error = await TransportError.thrown {
        try await transport.send(.get("http://llm.example/"))
      }
      #expect(error?.kind == .cannotConnect)
      #expect(error?.message.contains("the proxy http://127.0.0.1:\(server.port)") == true)
    }

    @Test("A proxy that is not there is named")
    func absent() async throws {
      let server = try LoopbackServer.sse([])
      server.stop()
      let transport = HTTPTransport(
        proxies: ProxyEnvironment(["all_proxy": "socks5://127.0.0.1:\(server.port)"]))
      let error = await TransportError.thrown {
        try await transport.send(.get("http://llm.example/"))
      }
      #expect(
        error?.message == "cannot connect to the proxy socks5://127.0.0.1:\(server.port):"
          + " connection refused")
    }

    @Test("A local endpoint is reached directly whatever the environment says")
    func loopback() async throws {
      let server = try LoopbackServer.replaying([.json("{}")])
      let transport = HTTPTransport(
        proxies: ProxyEnvironment(["all_proxy": "http://127.0.0.1:1", "http_proxy": "nonsense:x"]))
      #expect(try await transport.send(.get(server.url("/"))).status == 200)
    }
  }
#endif
