#if Networking
  import ChatCompletions
  import Testing

  @testable import ChatHTTP

  struct ProxyEnvironmentTests {
    @Test(
      "The variable for the scheme decides, then ALL_PROXY, and NO_PROXY excludes",
      arguments: [
        ([:], "https://e.com", nil),
        (["HTTPS_PROXY": "http://p:1"], "https://e.com", "http://p:1"),
        (["https_proxy": "http://p:1"], "https://e.com", "http://p:1"),
        (["https_proxy": "a:1", "HTTPS_PROXY": "b:1"], "https://e.com", "http://a:1"),
        (["https_proxy": "", "HTTPS_PROXY": "http://p:1"], "https://e.com", nil),
        (["HTTPS_PROXY": "http://p:1"], "http://e.com", nil),
        (["http_proxy": "http://p:1"], "http://e.com", "http://p:1"),
        (["HTTP_PROXY": "http://p:1"], "http://e.com", nil),
        (["http_proxy": "http://p:1"], "https://e.com", nil),
        (["ALL_PROXY": "socks5://p"], "http://e.com", "socks5://p:1080"),
        (["all_proxy": "socks5h://p:9"], "https://e.com", "socks5://p:9"),
        (["HTTPS_PROXY": "", "ALL_PROXY": "http://p:1"], "https://e.com", nil),
        (["HTTPS_PROXY": "p:3128"], "https://e.com", "http://p:3128"),
        (["HTTPS_PROXY": "http://p"], "https://e.com", "http://p:1080"),
        (["HTTPS_PROXY": "http://p:80/"], "https://e.com", "http://p:80"),
        (["HTTPS_PROXY": "http://[::1]:8080"], "https://e.com", "http://[::1]:8080"),
        (["HTTPS_PROXY": "http://[::1]"], "https://e.com", "http://[::1]:1080"),
        (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "e.com"], "https://e.com", nil),
        (["HTTPS_PROXY": "http://p:1", "no_proxy": "e.com:443"], "https://e.com", nil),
        (["HTTPS_PROXY": "p:1", "no_proxy": "", "NO_PROXY": "*"], "https://e.com", "http://p:1"),
        (["ALL_PROXY": "http://p:1"], "http://127.0.0.1:8080/v1", nil),
        (["ALL_PROXY": "http://p:1"], "http://127.9.9.9", nil),
        (["ALL_PROXY": "http://p:1"], "http://localhost:11434", nil),
        (["ALL_PROXY": "http://p:1"], "http://LOCALHOST./", nil),
        (["ALL_PROXY": "http://p:1"], "http://a.localhost", nil),
        (["ALL_PROXY": "http://p:1"], "http://[::1]:80", nil),
        (["ALL_PROXY": "http://p:1"], "http://192.168.0.1", "http://p:1"),
      ] as [([String: String], String, String?)])
    func choice(environment: [String: String], url: String, expected: String?) throws {
      let proxy = try ProxyEnvironment(environment).proxy(for: HTTPURL(url))
      #expect(proxy?.description == expected)
    }

    @Test("Nothing that is printed shows a proxy's password")
    func secrecy() throws {
      let environment = ProxyEnvironment([
        "HTTPS_PROXY": "http://user:hunter2@p:1", "SECRET": "hunter2",
      ])
      let proxy = try #require(try environment.proxy(for: HTTPURL("https://e.com")))
      #expect(proxy.password == "hunter2")
      for shown in ["\(environment)", "\(proxy)", String(reflecting: proxy)] {
        #expect(!shown.contains("hunter2"))
      }
      var dumped = ""
      dump((environment, proxy), to: &dumped)
      #expect(!dumped.contains("hunter2"))
    }
  }
#endif
