#if Networking
  import ChatTestSupport
  import Testing

  extension Misbehaviour {
    /// Where the client is sent: the key goes nowhere else (`HTTPTransportRedirectTests` has a thief
    /// listen there).
    static let redirects: [Misbehaviour] = [
      redirect("redirects to another host", 307, "http://localhost.example/v1", "another place"),
      redirect("redirects to another port", 308, "http://127.0.0.1:9/v1", "another place"),
      redirect(
        "redirects to another name of the same machine", 307, "http://localhost:9/", "another place"
      ),
      redirect("redirects to another scheme", 307, "https://127.0.0.1/v1", "another place"),
      redirect("redirects to a host without a scheme", 307, "//evil.example/v1", "another place"),
      redirect("redirects to a URL with a password", 307, "http://a:b@127.0.0.1/", "not an http"),
      redirect("redirects to what is no web address", 307, "javascript:alert(1)", "not an http"),
      redirect("redirects to nowhere that can be read", 307, "http://[::1", "not an http"),
      redirect("redirects in a way that drops the body", 302, "/login", "drops its body"),
      .init("redirects without saying where", .failed("HTTP 307")) { scene in
        scene.connection.write(LoopbackResponse(status: 307))
      },
      .init(
        "redirects within the host",
        .complete("你好!").after(requests: 2).and { report in
          #expect(report.requests.map(\.path) == ["/v1/chat/completions", "/v2/x?y=1"])
          #expect(report.requests[0].body == report.requests[1].body)
          #expect(report.requests[1].header("authorization") == "Bearer \(HostileExchange.key)")
        }
      ) { scene in
        guard scene.number == 1 else { return scene.stream(greeting) }
        scene.connection.write(
          LoopbackResponse(status: 307, headers: [("Location", "/v2/x?y=1#z")]))
      },
      .init(
        "redirects within the host and then to another",
        .failed("another place").after(requests: 2)
      ) { scene in
        let location = scene.number == 1 ? "/v2" : "http://evil.example/"
        scene.connection.write(LoopbackResponse(status: 308, headers: [("Location", location)]))
      },
      .init("redirects in a circle", .failed("redirected more than").after(requests: 6)) { scene in
        scene.connection.write(LoopbackResponse(status: 307, headers: [("Location", "/again")]))
      },
      .init("redirects with a body that never ends", .complete("你好!").after(requests: 2)) { scene in
        guard scene.number == 1 else { return scene.stream(greeting) }
        scene.connection.writeHead(
          307, headers: [("Location", "/v2"), ("Transfer-Encoding", "chunked")])
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      },
    ]

    private static func redirect(
      _ name: String, _ status: Int, _ location: String, _ words: String
    ) -> Misbehaviour {
      .init(name, .failed("redirected (\(status))", words)) { scene in
        scene.connection.write(LoopbackResponse(status: status, headers: [("Location", location)]))
      }
    }
  }
#endif
