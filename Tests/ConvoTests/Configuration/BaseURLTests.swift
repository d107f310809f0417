import Testing

@testable import convo

struct BaseURLTests {
  @Test(
    "Two spellings of one address are equal",
    arguments: [
      ("https://API.openai.com/v1/", "https://api.openai.com:443/v1"),
      ("https://a.example/v1/chat/completions", "https://a.example/v1"),
      ("HTTP://a.example:80", "http://a.example/"),
      ("http://[::1]:8080/v1", "http://[::1]:8080/v1#here"),
    ])
  func equal(left: String, right: String) throws {
    #expect(try BaseURL(left) == BaseURL(right))
  }

  @Test(
    "Another scheme, host, port, path or query is another address",
    arguments: [
      "http://a.example/v1", "https://b.example/v1", "https://a.example:8443/v1",
      "https://a.example/v2", "https://a.example/V1", "https://a.example/v1?version=2",
    ])
  func different(text: String) throws {
    #expect(try BaseURL(text) != BaseURL("https://a.example/v1"))
  }

  @Test(
    "Loopback is this machine by name or address",
    arguments: [
      ("http://127.0.0.1:11434/v1", true), ("http://127.9.9.9", true), ("http://localhost:1", true),
      ("http://LOCALHOST", true), ("http://a.localhost", true), ("http://[::1]:8080/v1", true),
      ("http://[::ffff:127.0.0.1]", true), ("http://128.0.0.1", false),
      ("http://localhost.example", false), ("http://127.0.0.1.example", false),
      ("http://[::2]", false), ("https://api.openai.com/v1", false),
    ])
  func loopback(text: String, isLoopback: Bool) throws {
    #expect(try BaseURL(text).isLoopback == isLoopback)
  }

  @Test(
    "What is no base URL is refused without being repeated",
    arguments: [
      "", "api.openai.com/v1", "ftp://a.example", "https://", "https:///v1", "https://:80",
      "https://a.example:0", "https://a.example:65536", "https://a.example:80x",
      "https://a.example:99999999999999999999", "https://user:sesame@a.example/v1",
      "https://[::1", "https://[::1]x", "https://a.example/v 1", "https://a.example/é",
      "https://a.example/v1\n",
    ])
  func refused(text: String) {
    let error = #expect(throws: BaseURL.Invalid.self) { try BaseURL(text) }
    #expect(error?.reason.contains("sesame") == false)
    #expect(error?.reason.contains("a.example") == false)
  }
}
