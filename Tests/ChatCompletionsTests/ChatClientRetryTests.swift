import ChatCompletions
import ChatTestSupport
import Synchronization
import Testing

struct ChatClientRetryTests {
  private let hello = #"{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}]}"#

  @Test(
    "What may pass is tried again, after doubling delays, and the user is told",
    arguments: [408, 409, 429, 500, 503])
  func retried(status: Int) async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock(skippingSleepsBelow: .seconds(61))
    let notices = Mutex<[RetryNotice]>([])
    transport.enqueue(status: status, "busy")
    transport.enqueue(status: status, "busy")
    transport.enqueue(hello)
    let client = testClient(transport, clock: clock) { notice in
      notices.withLock { $0.append(notice) }
    }
    #expect(try await client.reply(to: [1], stream: false).reply()?.text == "hello")
    #expect(clock.slept.filter { $0 != .milliseconds(250) } == [.milliseconds(500), .seconds(1)])
    #expect(
      notices.withLock { $0 } == [
        RetryNotice(
          attempt: 1, delay: .milliseconds(500),
          reason: "the endpoint answered HTTP \(status): busy"),
        RetryNotice(
          attempt: 2, delay: .seconds(1), reason: "the endpoint answered HTTP \(status): busy"),
      ])
  }

  @Test("After the last attempt the error is the endpoint's")
  func exhausted() async {
    let transport = ScriptedTransport()
    for _ in 0..<3 { transport.enqueue(status: 500, "") }
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).models()
    }
    #expect(error?.kind == .status(500) && transport.requests.count == 3)
  }

  @Test(
    "What will not pass is not tried again",
    arguments: [(400, nil), (401, nil), (404, nil), (500, "false"), (429, "false"), (301, nil)]
      as [(Int, String?)])
  func notRetried(status: Int, header: String?) async {
    let transport = ScriptedTransport()
    transport.enqueue(
      status: status, headers: header.map { [(name: "X-Should-Retry", value: $0)] } ?? [], "no")
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect(error?.kind == .status(status) && transport.requests.count == 1)
  }

  @Test("An endpoint may ask to be asked again, and when")
  func asked() async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock(skippingSleepsBelow: .seconds(61))
    transport.enqueue(
      status: 400,
      headers: [(name: "x-should-retry", value: "true"), (name: "retry-after", value: "7.5")], "")
    transport.enqueue(hello)
    _ = try await testClient(transport, clock: clock).reply(to: [1], stream: false).reply()
    #expect(clock.slept.first == .milliseconds(7500))
  }

  @Test("An endpoint that asks for more than the cap is reported, not waited for")
  func overCap() async {
    let transport = ScriptedTransport()
    transport.enqueue(status: 429, headers: [(name: "retry-after", value: "61")], "")
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect(error?.retryAfter == .seconds(61) && transport.requests.count == 1)
  }

  @Test(
    "Network errors are tried again, a name that does not resolve once, a certificate never",
    arguments: [
      (.cannotConnect, 3), (.timedOut, 3), (.connectionLost, 3), (.nameNotFound, 2), (.tls, 1),
      (.invalidResponse, 1), (.invalidURL, 1),
    ] as [(TransportError.Kind, Int)])
  func network(kind: TransportError.Kind, attempts: Int) async {
    let transport = ScriptedTransport()
    for _ in 0..<3 { transport.enqueue(error: TransportError(kind, "no\u{1b} way")) }
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect(error?.kind == .transport(kind) && error?.message == "no way")
    #expect(transport.requests.count == attempts)
  }

  @Test(
    "A connection that is lost before the first byte of the body is tried again, after it never")
  func firstByte() async throws {
    let lost = TransportError(.connectionLost, "lost")
    let transport = ScriptedTransport()
    transport.enqueue(pieces: [], thenError: lost)
    transport.enqueue(pieces: [Array(": x\n\n".utf8)], thenError: lost)
    let stream = try await testClient(transport).reply(to: [1], stream: true)
    let error = await #expect(throws: ChatClientError.self) { try await stream.all() }
    #expect(error?.kind == .transport(.connectionLost))
    #expect(transport.requests.count == 2)
  }

  @Test("An unknown error tells its type and never its words")
  func unknownError() async {
    struct Secretive: Error { let header = "Bearer sk-test" }
    let transport = ScriptedTransport()
    for _ in 0..<3 { transport.enqueue(error: Secretive()) }
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport).reply(to: [1], stream: true)
    }
    #expect(error?.message == "the connection failed (Secretive)")
  }

  @Test("Cancelling ends the delay before the next attempt")
  func cancelledDelay() async {
    let transport = ScriptedTransport()
    let (signal, continuation) = AsyncStream<Void>.makeStream()
    transport.enqueue(status: 500, "")
    let client = testClient(transport, clock: ManualClock()) { _ in continuation.yield() }
    let task = Task { try await client.reply(to: [1], stream: true) }
    for await _ in signal { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(transport.requests.count == 1)
  }
}
