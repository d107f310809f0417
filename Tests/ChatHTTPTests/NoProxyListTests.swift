#if Networking
  import Testing

  @testable import ChatHTTP

  struct NoProxyListTests {
    @Test(
      "NO_PROXY covers names with what is below them, addresses, networks and ports",
      arguments: [
        ("", "example.com", 443, false), ("*", "example.com", 443, true),
        ("example.com", "example.com", 443, true), ("example.com", "api.example.com", 443, true),
        ("example.com", "notexample.com", 443, false),
        ("example.com", "example.com.cn", 443, false),
        (".example.com", "api.example.com", 443, true), (".example.com", "example.com", 443, true),
        ("*.example.com", "api.example.com", 443, true), ("EXAMPLE.com", "example.com", 443, true),
        ("example.com.", "example.com", 443, true), ("example.com", "example.com.", 443, true),
        ("a, b ,example.com", "example.com", 443, true), ("a b\texample.com", "b", 443, true),
        ("example.com:8080", "example.com", 8080, true),
        ("example.com:8080", "example.com", 443, false), ("*:80", "x", 80, true),
        ("*:80", "x", 81, false), ("10.0.0.1", "10.0.0.1", 80, true),
        ("10.0.0.1:80", "10.0.0.1", 80, true), ("10.0.0.1:80", "10.0.0.1", 81, false),
        ("10.0.0.0/8", "10.200.0.1", 80, true), ("10.0.0.0/8", "11.0.0.1", 80, false),
        ("10.0.0.0/99", "10.0.0.1", 80, false), ("10.0.0.0/x", "10.0.0.1", 80, false),
        ("0.1", "10.0.0.1", 80, false), ("fd00::1", "fd00::1", 80, true),
        ("[fd00::1]", "fd00:0::1", 80, true), ("[fd00::1]:80", "fd00::1", 80, true),
        ("[fd00::1]:80", "fd00::1", 81, false), ("fd00::/8", "fdff::9", 80, true),
        (",,  ,", "example.com", 80, false), ("[", "example.com", 80, false),
        (":", "example.com", 80, false), ("example.com:99999", "example.com", 80, false),
      ])
    func coverage(list: String, host: String, port: Int, expected: Bool) {
      #expect(NoProxyList(list).covers(host: host, port: port) == expected)
    }
  }
#endif
