import ChatCompletions
import ChatTestSupport
import Testing

struct ReplyStreamTests {
  private let hello = Array("data: {\"choices\":[{\"delta\":{\"content\":\"hello\"}}]}\n\n".utf8)
  private let done = Array("data: [DONE]\n\n".utf8)

  @Test("A stream that breaks off after its first delta ends with what came and why")
  func broken() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(
      pieces: [hello], thenError: TransportError(.connectionLost, "the line is cut"))
    let events = try await testClient(transport).reply(to: [1], stream: true).all()
    #expect(events.count == 2 && events.first == .deltas([.text("hello")]))
    guard case .end(let reply) = events.last else { throw TransportError(.tls, "no end") }
    #expect(reply.text == "hello" && reply.completion == .truncated(reason: "the line is cut"))
  }

  @Test("A reply that was cancelled after it began ends as interrupted")
  func cancelled() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(steps: [.piece(hello), .hang(nil)])
    let (signal, continuation) = AsyncStream<Void>.makeStream()
    let client = testClient(transport)
    let task = Task {
      var last: ReplyEvent?
      for try await event in try await client.reply(to: [1], stream: true) {
        continuation.yield()
        last = event
      }
      return last
    }
    for await _ in signal { break }
    task.cancel()
    guard case .end(let reply) = try await task.value else { throw TransportError(.tls, "no end") }
    #expect(reply.text == "hello" && reply.completion == .truncated(reason: "interrupted"))
  }

  @Test("A reply that was cancelled before it began throws")
  func cancelledEarly() async throws {
    let transport = ScriptedTransport()
    let (signal, continuation) = AsyncStream<Void>.makeStream()
    transport.enqueue(steps: [
      .piece(Array(": x\n\n".utf8)), .run { continuation.yield() }, .hang(nil),
    ])
    let client = testClient(transport)
    let task = Task { try await client.reply(to: [1], stream: true).all() }
    for await _ in signal { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("Cancelling while no answer has come throws and gives the connection up")
  func cancelledWithoutHead() async throws {
    let transport = ScriptedTransport()
    transport.enqueueSilence()
    let client = testClient(transport)
    let task = Task { try await client.reply(to: [1], stream: true).all() }
    while transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    while transport.cancelled == 0 { await Task.yield() }
  }

  @Test("Giving a stream up closes its connection")
  func dropped() async throws {
    let transport = ScriptedTransport()
    transport.enqueue(steps: [.piece(hello), .hang(nil)])
    do {
      let stream = try await testClient(transport).reply(to: [1], stream: true)
      for try await _ in stream { break }
    }
    while transport.cancelled == 0 { await Task.yield() }
  }

  @Test("Silence before the head is a time-out that may be tried again")
  func silentHead() async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock(skippingSleepsBelow: .seconds(61))
    transport.enqueueSilence(clock)
    transport.enqueueSilence(clock)
    transport.enqueueSilence(clock)
    let error = await #expect(throws: ChatClientError.self) {
      try await testClient(transport, clock: clock).reply(to: [1], stream: true)
    }
    #expect(error?.kind == .transport(.timedOut))
    #expect(error?.message == "no byte came for 120 seconds")
    #expect(transport.requests.count == 3)
  }

  @Test("Silence within a reply ends it with what came")
  func silentBody() async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock()
    transport.enqueue(steps: [.piece(hello), .hang(clock)])
    let reply = try await testClient(transport, clock: clock).reply(to: [1], stream: true).reply()
    #expect(reply?.text == "hello")
    #expect(reply?.completion == .truncated(reason: "no byte came for 120 seconds"))
  }

  @Test("Nothing but comments ends a reply too, later")
  func onlyComments() async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock()
    let comment = Array(": keep-alive\n\n".utf8)
    let steps = (0..<2_000).flatMap { _ in
      [ScriptedTransport.Step.pass(.seconds(10), clock), .piece(comment)]
    }
    transport.enqueue(steps: [.piece(hello)] + steps)
    let timeouts = Timeouts(silence: .seconds(120), payload: .seconds(600))
    let reply = try await testClient(transport, timeouts: timeouts, clock: clock)
      .reply(to: [1], stream: true).reply()
    #expect(reply?.completion == .truncated(reason: "nothing of a reply came for 600 seconds"))
  }

  @Test("A server that holds the connection open after [DONE] does not hold the reply")
  func openAfterDone() async throws {
    let transport = ScriptedTransport()
    let clock = ManualClock()
    transport.enqueue(steps: [.piece(hello), .piece(done), .hang(clock)])
    let reply = try await testClient(transport, clock: clock).reply(to: [1], stream: true).reply()
    #expect(reply?.completion == .complete && reply?.text == "hello")
  }

  @Test("A server is read no faster than its reply is taken")
  func backPressure() async throws {
    let transport = ScriptedTransport()
    let comment = [UInt8](": ".utf8) + [UInt8](repeating: 0x78, count: 64 << 10) + [0x0A, 0x0A]
    transport.enqueue(
      steps: [.piece(hello)] + Array(repeating: .piece(comment), count: 100)
        + [.piece(hello), .piece(done)])
    let stream = try await testClient(transport).reply(to: [1], stream: true)
    for _ in 0..<1000 { await Task.yield() }
    #expect(transport.pulled < 12)
    #expect(try await stream.reply()?.text == "hellohello")
    #expect(transport.pulled == 103)
  }
}
