import ChatCompletions
import ChatTestSupport
import Crypto
import Testing

@testable import ChatSession
@testable import ChatStore

@Suite struct ReplySenderTests {
  @Test("The prompt and a running turn are committed before the first byte leaves")
  func committedFirst() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path, [.system("s")])
      let conversation = session.conversation
      session.transport.enqueue([.text("Hel"), .text("lo")] + SessionTransport.Step.end()) {
        // Another store object sees only what is committed.
        let other = try ChatStore.open(path: path)
        let turn = try #require(try other.newestTurn(of: conversation))
        #expect(turn.status == .running)
        let branch = try other.activeBranch(of: conversation)
        try #expect(other.texts(on: branch, of: conversation) == ["s", "Hello?"])
        try #expect(other.recoverLostTurns() == 0)
      }
      var events: [String] = []
      let sent = try await session.send([.user("Hello?")]) { progress in
        switch progress {
        case .began(let turn): events.append("began \(turn.messages.map(\.text))")
        case .deltas(let deltas):
          for case .text(let text) in deltas { events.append(text) }
        }
      }
      #expect(events.first == #"began ["Hello?"]"#)
      #expect(events.dropFirst().joined() == "Hello")
      #expect(sent.turn.status == .complete && sent.reply.text == "Hello")
      try #expect(session.texts == ["s", "Hello?", "Hello"])
      try #expect(session.store.examine().isClean)
    }
  }

  @Test(
    "The body that is sent is the one whose hash is kept, and holds the window and the parameters")
  func body() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path, [.system("s"), .user("u"), .assistant("a")])
      session.transport.enqueue([.text("x")] + SessionTransport.Step.end())
      _ = try await session.send([.user("v")])
      let body = try #require(session.transport.bodies.first)
      let json = try JSONValue(parsing: body)
      #expect(json["model"]?.stringValue == "m")
      #expect(json["temperature"] == .bool(false))
      let messages = json["messages"]?.arrayValue ?? []
      #expect(messages.map { $0["content"]?.stringValue } == ["s", "u", "a", "v"])
      let hash = try session.store.read {
        try $0.first("SELECT body_sha256 FROM turn") { try $0.blob(0) }
      }
      #expect(hash == Array(SHA256.hash(data: body)))
      let turn = try #require(try session.turn)
      #expect(turn.parameters == #"{"temperature":false}"#)
      let plan = try JSONValue(parsing: turn.plan)
      let runs = try #require(plan["runs"]?.arrayValue)
      #expect(runs.compactMap { $0.arrayValue?.last?.intValue } == [4])
    }
  }

  @Test(
    "A failure before the first byte is a failed turn, and the next prompt its sibling",
    arguments: [
      ([SessionTransport.Step.piece("{\"error\":{\"message\":\"No key.\"}}")], 401),
      ([.fail(TransportError(.connectionLost, "It broke off."))], 200), ([], 200),
      ([.piece("<html>")], 502), ([.piece(": comment\n\n")], 200),
    ])
  func failure(_ steps: [SessionTransport.Step], _ status: Int) async throws {
    try await withStoreFile { path in
      let session = try Session(path: path, [.user("u"), .assistant("a")])
      session.transport.enqueue(steps, status: status)
      await #expect(throws: ChatClientError.self) { try await session.send([.user("dead")]) }
      let turn = try #require(try session.turn)
      #expect(turn.status == .failed && turn.error?.isEmpty == false && turn.endedAt != nil)
      try #expect(session.texts == ["u", "a", "dead"])
      session.transport.enqueue([.text("b")] + SessionTransport.Step.end())
      _ = try await session.send([.user("alive")])
      try #expect(session.texts == ["u", "a", "alive", "b"])
      let sent = try JSONValue(parsing: #require(session.transport.bodies.last))
      #expect(sent["messages"]?.arrayValue?.count == 3)
    }
  }

  @Test("A failed prompt that is sent again stays, and is sent once")
  func resending() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue([], status: 500)
      await #expect(throws: ChatClientError.self) { try await session.send([.user("u")]) }
      session.transport.enqueue([.text("a")] + SessionTransport.Step.end())
      _ = try await session.send([], resending: true)
      try #expect(session.texts == ["u", "a"])
    }
  }

  @Test("A reply that breaks off is kept as partial, with the reason")
  func truncated() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue(
        [.text("Hel"), .fail(TransportError(.connectionLost, "It broke off."))])
      let sent = try await session.send([.user("u")])
      #expect(sent.turn.status == .partial)
      try #expect(session.texts == ["u", "Hel"])
      let turn = try #require(try session.turn)
      #expect(turn.status == .partial && turn.error?.contains("It broke off") == true)
    }
  }

  @Test("A reply that breaks off before its first word leaves no empty message")
  func truncatedEmpty() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue([
        .event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#),
        .fail(TransportError(.connectionLost, "It broke off.")),
      ])
      _ = try? await session.send([.user("u")])
      try #expect(session.texts == ["u"])
      try #expect(session.turn?.status == .failed)
    }
  }

  @Test("A whole reply without a word is an answer")
  func emptyReply() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue(SessionTransport.Step.end())
      let sent = try await session.send([.user("u")])
      #expect(sent.turn.status == .complete)
      try #expect(session.texts == ["u", ""])
    }
  }

  @Test("Cancelling keeps what had come")
  func cancellation() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue([.text("Hel"), .hang])
      let sent = try await Task {
        try await session.send([.user("u")]) { progress in
          if case .deltas = progress { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }.value
      #expect(sent.turn.status == .partial && sent.turn.reply?.text == "Hel")
      try #expect(session.texts == ["u", "Hel"])
      try #expect(session.store.examine().isClean)
    }
  }

  @Test("Cancelling before anything came is a failed turn")
  func earlyCancellation() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue([.hang])
      await #expect(throws: CancellationError.self) {
        try await Task {
          try await session.send([.user("u")]) { progress in
            if case .began = progress { withUnsafeCurrentTask { $0?.cancel() } }
          }
        }.value
      }
      try #expect(session.turn?.status == .failed)
      try #expect(session.store.examine().isClean)
    }
  }

  @Test("Calls of tools are stored exactly as they came")
  func toolCalls() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      func call(_ json: String) -> SessionTransport.Step {
        .event(#"{"choices":[{"index":0,"delta":{"tool_calls":[\#(json)]}}]}"#)
      }
      session.transport.enqueue(
        [
          call(
            #"{"index":0,"id":"c0","type":"function","function":{"name":"look","arguments":""}}"#),
          call(#"{"index":0,"function":{"arguments":"{\"a\""}}"#),
          call(
            #"{"index":1,"id":"c1","type":"function","function":{"name":"run","arguments":"{"}}"#),
          call(#"{"index":0,"function":{"arguments":": 1}"}}"#),
        ] + SessionTransport.Step.end("tool_calls"))
      let sent = try await session.send([.user("u")])
      let reply = try #require(sent.turn.reply)
      #expect(
        reply.content.toolCalls == [
          ToolCall(callID: "c0", name: "look", arguments: #"{"a": 1}"#),
          ToolCall(callID: "c1", name: "run", arguments: "{"),
        ])
      try #expect(session.turn?.finishReason == "tool_calls")
      try #expect(
        PendingCalls(atEnd: reply, in: session.store).calls.map(\.callID) == ["c0", "c1"])
      session.transport.enqueue([.text("done")] + SessionTransport.Step.end())
      _ = try await session.send([.result(of: "c0"), .result(of: "c1")])
      let messages = try JSONValue(parsing: #require(session.transport.bodies.last))["messages"]?
        .arrayValue
      #expect(messages?.map { $0["role"]?.stringValue } == ["user", "assistant", "tool", "tool"])
      #expect(messages?[1]["content"] == .null)
    }
  }

  @Test("What is flushed of parts and of calls is what would have been stored")
  func flushedDetails() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      let image = #"{"type":"image_url","image_url":{"url":"data:,"}}"#
      let events: [SessionTransport.Step] = [
        .text("见"),
        .event(#"{"choices":[{"index":0,"delta":{"content":[\#(image)]}}]}"#), .text("\\n完"),
        .event(
          #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"custom","#
            + #""custom":{"input":"x"},"signature":"s"}]}}]}"#),
      ]
      session.transport.enqueue(events + SessionTransport.Step.end("tool_calls"))
      var buffer = DeltaBuffer()
      let sent = try await session.send([.user("u")]) { progress in
        if case .deltas(let deltas) = progress { for delta in deltas { buffer.add(delta) } }
      }
      let stored = try #require(sent.turn.reply).content
      #expect(
        stored.parts
          == #"[{"type":"text","text":"见"},"# + image + #",{"type":"text","text":"\n完"}]"#)
      #expect(stored.text == "见\n完")
      #expect(stored.toolCalls.first?.type == "custom")
      #expect(stored.toolCalls.first?.extras == #"{"custom":{"input":"x"},"signature":"s"}"#)
      #expect(MessageContent(joining: buffer.take()) == stored)
      // What came in parts goes out in parts.
      session.transport.enqueue([.text("b")] + SessionTransport.Step.end())
      _ = try await session.send([.result(of: "c")])
      let messages = try JSONValue(parsing: #require(session.transport.bodies.last))["messages"]
      #expect(messages?.arrayValue?[1]["content"]?.serialized == stored.parts)
    }
  }

  @Test("Reported usage is kept beside the estimate; without it there is the estimate alone")
  func usage() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue(
        [.text("a")]
          + SessionTransport.Step.end(
            usage:
              #"{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":8}}"#
          ))
      let sent = try await session.send([.user("u")])
      #expect(sent.usage.prompt.reported == 9 && sent.usage.completion.reported == 4)
      #expect((sent.usage.prompt.estimated ?? 0) > 0)
      let stored = try #require(try session.turn).usage
      #expect(stored.prompt.reported == 9 && stored.completion.reported == 4)
      #expect(stored.cached.reported == 8)
      #expect((stored.prompt.estimated ?? 0) > 0 && (stored.completion.estimated ?? 0) > 0)
      session.transport.enqueue([.text("a")] + SessionTransport.Step.end())
      _ = try await session.send([.user("u")])
      let other = try #require(try session.turn).usage
      #expect(other.prompt.reported == nil && other.completion.reported == nil)
      #expect((other.prompt.estimated ?? 0) > (stored.prompt.estimated ?? 0))
      try #expect(session.turn?.modelAnswered == "m-2")
    }
  }

  @Test("A piece that is followed by silence is stored while the silence lasts")
  func flushing() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      let other = try ChatStore.open(path: path)
      // Ends a test that would hang; a loaded machine is no reason to.
      let deadline = ContinuousClock.now + .seconds(900)
      @Sendable func wait(for text: String) async throws {
        while ContinuousClock.now < deadline {
          let values = try other.read {
            try $0.all("SELECT value FROM delta ORDER BY sequence") { try $0.text(0) }
          }
          if values.joined() == text { return }
          await Task.yield()
        }
        Issue.record("\(text) was never stored")
      }
      session.transport.enqueue(
        [
          .text("He"), .text("l"), .run { try await wait(for: "Hel") }, .text("lo"),
          .run { try await wait(for: "Hello") },
        ] + SessionTransport.Step.end())
      _ = try await session.send([.user("u")])
      try #expect(session.texts == ["u", "Hello"])
      try #expect(other.examine().isClean)
    }
  }

  @Test("What was flushed survives a sender that vanishes")
  func vanishing() throws {
    try withStoreFile { path in
      let session = try Session(path: path)
      let point = try session.store.continuationPoint(of: session.branch)
      do {
        let sender = try ChatStore.open(path: path)
        let turn = try sender.beginTurn(.test, appending: [MessageDraft(.user("u"))], at: point)
        var buffer = DeltaBuffer()
        buffer.add(.text("Hel"))
        buffer.add(.text("lo"))
        try sender.append(buffer.take(), to: turn, from: 0)
      }
      try #expect(session.store.recoverLostTurns() == 1)
      try #expect(session.texts == ["u", "Hello"])
    }
  }

  @Test("Requests to one branch at once divert, and neither is lost")
  func atOnce() async throws {
    try await withStoreFile { path in
      let session = try Session(path: path)
      session.transport.enqueue([.text("one")] + SessionTransport.Step.end()) {
        // While the first waits for its answer, a second one asks.
        session.transport.enqueue([.text("two")] + SessionTransport.Step.end())
        let second = try await session.send([.user("b")])
        #expect(second.turn.branch?.name.hasPrefix("main@") == true)
      }
      let first = try await session.send([.user("a")])
      #expect(!first.turn.diverted)
      try #expect(session.texts == ["a", "one"])
      let branches = try session.store.branches(of: session.conversation)
      let own = try #require(branches.last)
      try #expect(session.store.texts(on: own, of: session.conversation) == ["b", "two"])
    }
  }

  @Test("A prompt that does not fit is refused before anything is stored or sent")
  func tooLong() async throws {
    try await withStoreFile { path in
      var session = try Session(path: path)
      session.settings.contextLimit = 1200
      let prompt = String(repeating: "word ", count: 2000)
      await #expect(throws: ChatStoreError.self) { try await session.send([.user(prompt)]) }
      try #expect(session.store.refreshed(session.conversation).messageCount == 0)
      #expect(session.transport.bodies.isEmpty)
    }
  }
}
