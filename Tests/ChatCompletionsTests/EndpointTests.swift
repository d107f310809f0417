import ChatCompletions
import Testing

struct EndpointTests {
  @Test(
    "A resource is appended to the base however it was written",
    arguments: [
      ("http://h/v1", "http://h/v1/models"), ("http://h/v1/", "http://h/v1/models"),
      (" http://h/v1// \n", "http://h/v1/models"),
      ("http://h/v1/chat/completions", "http://h/v1/models"),
      ("http://h/v1?api-version=1", "http://h/v1/models?api-version=1"), ("", "/models"),
    ])
  func url(base: String, expected: String) async throws {
    let transport = ScriptedTransport()
    transport.enqueue("[]")
    _ = try await ChatClient(endpoint: Endpoint(baseURL: base), transport: transport).models()
    #expect(transport.requests.first?.url == expected)
  }

  @Test("The key shows nowhere")
  func hidden() {
    let endpoint = Endpoint(
      baseURL: "http://h", key: "sk-secret\n", headers: [(name: "X-Key", value: "sk-secret")])
    var dumped = ""
    dump(endpoint, to: &dumped)
    for text in ["\(endpoint)", String(reflecting: endpoint), dumped, "\([endpoint])"] {
      #expect(!text.contains("secret"))
      #expect(text.contains("http://h"))
    }
    #expect(endpoint.key == "sk-secret")
  }
}
