import ChatCompletions
import ChatTestSupport
import Testing

struct ChatClientTests {
  @Test("A request carries exactly the body it was given, and the key as a bearer")
  func request() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(SeedExchange.streamed.response)
    transport.enqueue(SeedExchange.plain.response)
    let body = Array(SeedExchange.streamed.request.utf8)
    _ = try await testClient(transport).reply(to: body, stream: true).all()
    _ = try await testClient(transport, key: nil).reply(to: body, stream: false).all()
    let requests = transport.requests
    #expect(
      requests.map(\.url) == Array(repeating: "http://localhost:1/v1/chat/completions", count: 2))
    #expect(requests.map(\.method) == ["POST", "POST"])
    #expect(requests.allSatisfy { $0.body == body })
    #expect(
      requests.map { $0.headers.map { "\($0.name): \($0.value)" } } == [
        [
          "Accept: text/event-stream", "User-Agent: convo", "Content-Type: application/json",
          "Authorization: Bearer sk-testing",
        ],
        ["Accept: application/json", "User-Agent: convo", "Content-Type: application/json"],
      ])
  }

  @Test("A header of the endpoint replaces convo's own")
  func headers() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(SeedExchange.plain.response)
    let endpoint = Endpoint(
      baseURL: "http://h", key: "k",
      headers: [(name: "user-agent", value: "x"), (name: "authorization", value: "Token t")])
    _ = try await ChatClient(endpoint: endpoint, transport: transport).reply(to: [1], stream: false)
      .all()
    let headers = transport.requests.first?.headers.map { "\($0.name): \($0.value)" }
    #expect(
      headers == [
        "Accept: application/json", "Content-Type: application/json", "user-agent: x",
        "authorization: Token t",
      ])
  }

  @Test("A key that would write headers of its own is refused before anything is sent")
  func injection() async throws {
    let transport = ScriptedTransport()
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport, key: "a\r\nX: y").reply(to: [1], stream: true)
    }
    #expect(error?.message.contains("Authorization") == true)
    #expect(error?.message.contains("X: y") == false)
    #expect(transport.requests.isEmpty)
  }

  @Test("The documented exchanges come out as documented")
  func seed() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(
      headers: [(name: "content-type", value: "text/event-stream")],
      pieces: Array(SeedExchange.streamed.response.utf8).pieces(of: 100))
    transport.enqueue(SeedExchange.plain.response)
    transport.enqueue(SeedExchange.toolCall.response)
    let client = testClient(transport)
    let stream = try await client.reply(to: [1], stream: true).all()
    #expect(stream.count >= 2)
    for event in stream.dropLast() {
      guard case .deltas(let deltas) = event else { throw TransportError(.tls, "an early end") }
      #expect(!deltas.isEmpty)
    }
    guard case .end(let reply) = stream.last else { throw TransportError(.tls, "no end") }
    #expect(reply.text.hasPrefix("你好") && reply.completion == .complete)
    #expect(try await client.reply(to: [1], stream: false).reply()?.usage?.total == 17)
    #expect(try await client.reply(to: [1], stream: false).reply()?.toolCalls.count == 1)
  }

  @Test("A stream is iterated once; a second iterator ends at once")
  func onlyOnce() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(SeedExchange.streamed.response)
    let stream = try await testClient(transport).reply(to: [1], stream: true)
    #expect(try await stream.all().count >= 2)
    #expect(try await stream.all().isEmpty)
  }

  @Test(
    "The list of models is read in its shapes, in its order",
    arguments: [
      #"{"object":"list","data":[{"id":"b"},{"id":"a"},{"x":1}]}"#, #"[{"id":"b"},"a"]"#,
      #"{"models":[{"name":"b"},{"id":"a","name":"c"}]}"#,
    ])
  func models(body: String) async throws {
    let transport = ScriptedTransport()
    transport.enqueue(pieces: Array(body.utf8).pieces(of: 7))
    #expect(try await testClient(transport).models() == ["b", "a"])
    #expect(transport.requests.first?.url == "http://localhost:1/v1/models")
    #expect(transport.requests.first?.method == "GET")
  }

  @Test(
    "What is no list of models is an error",
    arguments: ["", "<html>", "{}", #"{"data":1}"#, #"{"error":{"message":"no"}}"#])
  func noModels(body: String) async {
    let transport = ScriptedTransport()
    transport.enqueue(body)
    await #expect(throws: ChatClientError.self) { try await testClient(transport).models() }
  }

  @Test("A status that is no success is an error in the endpoint's words")
  func status() async {
    let transport = ScriptedTransport()
    transport.enqueue(
      status: 401, #"{"error":{"message":"wrong key sk-testing\u001b[0m","type":"auth","code":7}}"#)
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect(
      error
        == ChatClientError(
          kind: .status(401), status: 401,
          message: "the endpoint answered HTTP 401: wrong key [key] [0m", code: "7", type: "auth"))
  }

  @Test("Of an error's body at most 256 KB are read")
  func longErrorBody() async {
    let transport = ScriptedTransport()
    let piece = [UInt8](repeating: 0x78, count: 64 << 10)
    transport.enqueue(status: 400, pieces: Array(repeating: piece, count: 64))
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect((error?.message.count ?? 0) < 600)
    #expect(transport.pulled < 20)
  }
}
