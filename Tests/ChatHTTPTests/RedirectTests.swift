#if Networking
  import ChatCompletions
  import Testing

  @testable import ChatHTTP

  struct RedirectTests {
    private let url = "https://api.example/v1/chat"

    @Test(
      "A redirect within the same origin keeps method and body, or is not followed",
      arguments: [
        (307, "POST", "/v2/chat", "https://api.example/v2/chat"),
        (308, "POST", "https://API.example:443/x", "https://api.example/x"),
        (307, "GET", "models", "https://api.example/v1/models"),
        (301, "GET", "/m", "https://api.example/m"), (302, "GET", "/m", "https://api.example/m"),
        (303, "HEAD", "/m", "https://api.example/m"),
      ])
    func followed(status: Int, method: String, location: String, target: String) throws {
      let decision = try Redirect.decide(
        status: status, location: location, method: method, url: HTTPURL(url))
      #expect(decision == .follow(try HTTPURL(target)))
    }

    @Test(
      "Whatever would carry the key elsewhere or lose the body is refused",
      arguments: [
        (307, "POST", "https://evil.example/v1"), (307, "POST", "http://api.example/v1"),
        (307, "GET", "https://api.example:8443/v1"), (308, "POST", "//evil.example/v1"),
        (302, "GET", "https://evil.example"), (301, "POST", "/v2"), (302, "POST", "/v2"),
        (303, "POST", "/v2"), (307, "POST", "javascript:alert(1)"), (307, "POST", "http://"),
      ])
    func refused(status: Int, method: String, location: String) throws {
      let url = try HTTPURL(url)
      #expect {
        try Redirect.decide(status: status, location: location, method: method, url: url)
      } throws: { error in
        (error as? TransportError)?.kind == .invalidResponse
      }
    }

    @Test(
      "A status that is no redirect, or one without a place to go, is the answer",
      arguments: [(200, "/x"), (300, "/x"), (304, "/x"), (305, "/x"), (401, "/x"), (307, nil)])
    func answered(status: Int, location: String?) throws {
      let decision = try Redirect.decide(
        status: status, location: location, method: "POST", url: HTTPURL(url))
      #expect(decision == .none)
    }

    @Test("The message says where a refused redirect pointed, without the query")
    func message() async throws {
      let url = try HTTPURL(url)
      let error = await TransportError.thrown {
        try Redirect.decide(
          status: 302, location: "https://login.example/sso?token=secret", method: "POST", url: url)
      }
      #expect(error?.message.contains("https://login.example/sso") == true)
      #expect(error?.message.contains("secret") == false)
    }
  }
#endif
