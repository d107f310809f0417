#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  @testable import ChatHTTP

  struct HTTPURLTests {
    @Test(
      "A URL is taken apart into what is sent where",
      arguments: [
        ("http://host", "http", "host", 80, "/"),
        ("HTTPS://Host.Example", "https", "host.example", 443, "/"),
        ("https://h/open/api/v1/chat?x=1#frag", "https", "h", 443, "/open/api/v1/chat?x=1"),
        ("http://127.0.0.1:8080/v1", "http", "127.0.0.1", 8080, "/v1"),
        ("http://[::1]:65535/v1", "http", "::1", 65535, "/v1"),
        ("http://h:/v1", "http", "h", 80, "/v1"),
        ("http://h?q", "http", "h", 80, "/?q"),
        ("http://h/a b/模", "http", "h", 80, "/a%20b/%E6%A8%A1"),
        ("http://h/a/./b/../c", "http", "h", 80, "/a/c"),
        ("http://h/../../x/..", "http", "h", 80, "/"),
        ("http://h/a//b/", "http", "h", 80, "/a//b/"),
        ("http://h/a?next=/../x", "http", "h", 80, "/a?next=/../x"),
      ])
    func parts(text: String, scheme: String, host: String, port: Int, target: String) throws {
      let url = try HTTPURL(text)
      #expect(url.scheme.rawValue == scheme)
      #expect(url.host == host)
      #expect(url.port == port)
      #expect(url.target == target)
      #expect(try HTTPURL(url.text) == url)
    }

    @Test(
      "What cannot be requested is an error and no trap",
      arguments: [
        "", ":", "host", "ftp://h", "http:", "http:/h", "http://", "http:///path", "http://:80",
        "http://h:0", "http://h:65536", "http://h:99999999999999999999", "http://h:-1",
        "http://h:+1", "http://h:8o", "http://user:pw@h/", "http://[::1", "http://[zz]/",
        "http://[::1]8080", "http://h h/", "http://大学/", "http://h/\r\nX: y", "http://h/\u{0}",
        "http://a:b:c/", "unix:///socket", "http+unix://x",
        "http://" + String(repeating: "a", count: 254),
      ])
    func refused(text: String) {
      #expect {
        try HTTPURL(text)
      } throws: { error in
        (error as? TransportError)?.kind == .invalidURL
      }
    }

    @Test(
      "A reference is resolved as RFC 3986 §5.4 says",
      arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"),
        (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
        ("../..", "http://a/"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
        ("g..", "http://a/b/c/g.."), ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"),
        ("https://x:1/y", "https://x:1/y"),
      ])
    func resolution(reference: String, expected: String) throws {
      let base = try HTTPURL("http://a/b/c/d;p?q")
      #expect(try base.resolving(reference).text == expected)
    }

    @Test("Random bytes are either refused or become a URL that reads the same again")
    func fuzz() {
      var generator = SeededGenerator(seed: 7)
      let alphabet = Array("htps:/.@[]?#%a1\r ::/é\u{0}-*+".utf8)
      for _ in 0..<5_000 {
        let count = Int.random(in: 0..<24, using: &generator)
        let tail = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let text = "http://h" + String(decoding: tail, as: UTF8.self)
        guard let url = try? HTTPURL(text) else { continue }
        #expect((try? HTTPURL(url.text)) == url, "\(text.debugDescription)")
        _ = try? url.resolving(String(decoding: tail, as: UTF8.self))
      }
    }

    @Test("The port is left out of the Host header when the scheme implies it")
    func hostHeader() throws {
      #expect(try HTTPURL("https://h:443/").hostHeader == "h")
      #expect(try HTTPURL("http://h:443/").hostHeader == "h:443")
      #expect(try HTTPURL("http://[::1]/").hostHeader == "[::1]")
      #expect(try HTTPURL("http://[::1]:8080/").hostHeader == "[::1]:8080")
    }
  }
#endif
