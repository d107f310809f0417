#if Networking
  import ChatCompletions
  import Testing

  @testable import ChatHTTP

  struct ProxyServerTests {
    @Test("User name and password are percent-decoded")
    func credentials() throws {
      let proxy = try ProxyServer("http://me%40work:p%3Aw%zz@h:1", variable: "V")
      #expect(proxy.user == "me@work")
      #expect(proxy.password == "p:w%zz")
      #expect(proxy.host == "h")
      #expect(try ProxyServer("http://me@h:1", variable: "V").password.isEmpty)
    }

    @Test(
      "A proxy that cannot be used is an error that names the variable and never its value",
      arguments: [
        "https://secret:1", "socks4://secret", "socks5://secret:secret@secret", "http://", "://",
        "http://secret:0", "http://secret:99999", "http://se cret", "http://[secret]", "secret:x",
        "http://@", "http://secret@", "\u{1B}://secret", "%", "@", "secret:secret@:",
      ])
    func refused(text: String) {
      #expect {
        try ProxyServer(text, variable: "HTTPS_PROXY")
      } throws: { error in
        guard let error = error as? TransportError else { return false }
        return error.kind == .invalidURL && error.message.hasPrefix("HTTPS_PROXY")
          && !error.message.contains("secret")
      }
    }
  }
#endif
