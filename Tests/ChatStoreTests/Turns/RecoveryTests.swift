import ChatTestSupport
import Testing

@testable import ChatStore

/// What becomes of a turn whose process died.
///
/// Locks belong to a descriptor, so that a second store
/// object on the same file stands for another process.
@Suite struct RecoveryTests {
  private static let pieces: [Delta] = [
    .reasoning("Hm", key: "reasoning_content"), .text("Hel"), .text("lo e"), .text("\u{301}"),
    .reasoning("m", key: "reasoning_content"), .callID("c2", call: 1), .callName("look", call: 1),
    .callArguments("{\"a\"", call: 1), .callID("c1", call: 0), .callName("ru", call: 0),
    .callName("n", call: 0), .callArguments(": 1", call: 1), .refusal("No"),
  ]

  @Test("A live turn is never recovered; a dead one becomes a message with its pieces")
  func recovery() throws {
    try withStoreFile { path in
      let other = try ChatStore.open(path: path)
      let (conversation, branch, _) = try other.conversation()
      do {
        let sender = try ChatStore.open(path: path)
        let turn = try sender.begin(on: branch, saying: "1")
        try sender.append(Array(Self.pieces[..<5]), to: turn, from: 0)
        try sender.append(Array(Self.pieces[5...]), to: turn, from: 5)
        #expect(try other.recoverLostTurns() == 0)
        #expect(try sender.recoverLostTurns() == 0)
        #expect(try other.continuationPoint(of: branch).headIsBusy)
        #expect(try other.newestTurn(of: conversation)?.status == .running)
        #expect(try other.examine().running == 1)
        withExtendedLifetime(turn) {}
      }
      #expect(try other.recoverLostTurns() == 1)
      #expect(try other.recoverLostTurns() == 0)
      let turn = try #require(try other.newestTurn(of: conversation))
      #expect(turn.status == .lost && turn.error?.hasSuffix(".") == true)
      let head = try #require(try other.head(of: other.branch(named: "main", of: conversation)))
      #expect(
        head.content
          == MessageContent(
            role: .assistant, text: "Hello e\u{301}", reasoning: "Hmm",
            reasoningKey: "reasoning_content",
            toolCalls: [
              ToolCall(callID: "c1", name: "run", arguments: ""),
              ToolCall(callID: "c2", name: "look", arguments: "{\"a\": 1"),
            ], refusal: "No"))
      #expect(try other.turn(making: head)?.id == turn.id)
      #expect(try RawDatabase(path).number("SELECT count(*) FROM delta") == 0)
      #expect(try other.examine().isClean)
    }
  }

  @Test("The first write of a process recovers dead turns by itself")
  func firstWrite() throws {
    try withStoreFile { path in
      let conversation = try Self.die(path, after: [.text("Hel")])
      let next = try ChatStore.open(path: path)
      #expect(try next.newestTurn(of: conversation)?.status == .running)
      _ = try next.conversation()
      #expect(try next.newestTurn(of: conversation)?.status == .lost)
    }
  }

  @Test("To continue a branch whose sender died is to continue what was recovered")
  func continuing() throws {
    try withStoreFile { path in
      let conversation = try Self.die(path, after: [.text("Hel")])
      let next = try ChatStore.open(path: path)
      let point = try next.continuationPoint(of: next.activeBranch(of: conversation))
      #expect(point.base?.text == "Hel" && !point.headIsBusy)
    }
  }

  @Test("A turn that died before any piece was stored leaves no dead prompt")
  func withoutPieces() throws {
    try withStoreFile { path in
      let conversation = try Self.die(path, after: [])
      let next = try ChatStore.open(path: path)
      let branch = try next.activeBranch(of: conversation)
      let point = try next.continuationPoint(of: branch)
      #expect(point.base == nil && !point.headIsBusy)
      #expect(try next.newestTurn(of: conversation)?.status == .lost)
      #expect(try next.continuationPoint(of: branch, resending: true).base?.text == "1")
      try next.exchange("2", "two", on: branch)
      #expect(try next.texts(on: branch, of: conversation) == ["2", "two"])
    }
  }

  @Test("A sender that was taken for dead and ends its turn all the same loses nothing")
  func finishingLate() throws {
    try withStoreFile { path in
      let sender = try ChatStore.open(path: path)
      let (conversation, branch, _) = try sender.conversation()
      let turn = try sender.begin(on: branch, saying: "1")
      try sender.append([.text("Hel")], to: turn, from: 0)
      turn.release()
      let other = try ChatStore.open(path: path)
      #expect(try other.recoverLostTurns() == 1)
      let finished = try sender.finish(turn, TurnOutcome(reply: .assistant("Hello")))
      #expect(finished.diverted && finished.status == .complete)
      let own = try #require(finished.branch)
      #expect(try sender.texts(on: own, of: conversation) == ["1", "Hello"])
      #expect(try sender.texts(on: branch, of: conversation) == ["1", "Hel"])
      #expect(try sender.newestTurn(of: conversation)?.status == .complete)
      #expect(try sender.examine().isClean)
    }
  }

  @Test("Neither does one that asked for another reply, whose command was forgotten by then")
  func finishingRetryLate() throws {
    try withStoreFile { path in
      let sender = try ChatStore.open(path: path)
      let (conversation, branch, _) = try sender.conversation()
      try sender.exchange("1", "one", on: branch)
      let prompt = try #require(try sender.head(of: sender.branch(named: "main", of: conversation)))
      let asked = try sender.ancestor(of: prompt, steps: 1)
      let point = try sender.point(
        at: asked, on: sender.branch(named: "main", of: conversation), below: true)
      let turn = try sender.beginTurn(.test, appending: [], at: .reply(to: asked, point))
      turn.release()
      let other = try ChatStore.open(path: path)
      #expect(try other.recoverLostTurns() == 1)
      let finished = try sender.finish(turn, TurnOutcome(reply: .assistant("uno")))
      #expect(finished.status == .complete && finished.reply?.text == "uno")
      #expect(try sender.usage(by: .day).total.sums.turns == 2)
      #expect(try sender.examine().isClean)
    }
  }

  @Test("A reply recovered to a branch that moved on becomes a branch of its own")
  func movedBranch() throws {
    try withStoreFile { path in
      let other = try ChatStore.open(path: path)
      let (conversation, branch, _) = try other.conversation()
      do {
        let sender = try ChatStore.open(path: path)
        let turn = try sender.begin(on: branch, saying: "1")
        try sender.append([.text("Hel")], to: turn, from: 0)
        _ = try other.append(.user("moved"), to: branch)
        withExtendedLifetime(turn) {}
      }
      #expect(try other.recoverLostTurns() == 1)
      #expect(try other.texts(on: branch, of: conversation) == ["1", "moved"])
      let branches = try other.branches(of: conversation)
      let own = try #require(branches.last)
      #expect(branches.count == 2 && own.name.hasPrefix("main@"))
      try #expect(other.texts(on: own, of: conversation) == ["1", "Hel"])
    }
  }

  @Test("A turn that cannot be recovered keeps neither other turns nor writes from their due")
  func damagedTurn() throws {
    try withStoreFile { path in
      let first = try Self.die(path, after: [.text("a")])
      try RawDatabase(path).run(
        "PRAGMA ignore_check_constraints = ON; UPDATE turn SET kind = 'odd' WHERE id = 1")
      let second = try Self.die(path, after: [.text("b")])
      let next = try ChatStore.open(path: path)
      _ = try next.conversation()
      #expect(try next.newestTurn(of: second)?.status == .lost)
      #expect(throws: ChatStoreError.self) { try next.recoverLostTurns() }
      #expect(throws: ChatStoreError.self) { try next.newestTurn(of: first) }
      #expect(try next.examine().findings.contains { $0.area == .turn })
    }
  }

  @Test("A beginning that fails holds no lock and leaves no message")
  func failedBeginning() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, branch, _) = try store.conversation()
      try RawDatabase(path).run(
        """
        CREATE TABLE late (id INTEGER PRIMARY KEY REFERENCES message (id)
          DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER fails AFTER INSERT ON turn BEGIN INSERT INTO late VALUES (999); END
        """)
      expectError("database") { try store.begin(on: branch, saying: "1") }
      #expect(try store.refreshed(conversation).messageCount == 0)
      #expect(try LiveLocks(path: path + "-live").isHeldElsewhere(1) == false)
      try RawDatabase(path).run("DROP TRIGGER fails")
      try store.exchange("1", "one", on: branch)
      #expect(try store.texts(on: branch, of: conversation) == ["1", "one"])
    }
  }

  /// Begins a turn in a store object that is gone when this returns.
  private static func die(_ path: String, after pieces: [Delta]) throws -> Conversation {
    let store = try ChatStore.open(path: path)
    let (conversation, branch, _) = try store.conversation()
    let turn = try store.begin(on: branch, saying: "1")
    try store.append(pieces, to: turn, from: 0)
    return conversation
  }

  @Test("A sender that could not end its turn leaves the reason to whoever recovers it")
  func reason() throws {
    try withStoreFile { path in
      let other = try ChatStore.open(path: path)
      let (conversation, branch, _) = try other.conversation()
      do {
        let sender = try ChatStore.open(path: path)
        let turn = try sender.begin(on: branch, saying: "1")
        try sender.append([.text("2")], to: turn, from: 0, because: "The disk was full.")
      }
      #expect(try other.recoverLostTurns() == 1)
      let turn = try #require(try other.newestTurn(of: conversation))
      #expect(turn.status == .lost && turn.error == "The disk was full.")
      #expect(try other.texts(on: branch, of: conversation) == ["1", "2"])
    }
  }

  @Test("A turn never ends before it began, nor before its first token, whatever the clock says")
  func clock() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, branch, _) = try store.conversation()
      let turn = try store.begin(on: branch, saying: "1")
      let first = Timestamp(milliseconds: StoreSupportClock.start.milliseconds + 500)
      clock.advance(by: -3_600_000)
      _ = try store.finish(turn, TurnOutcome(reply: .assistant("2"), firstTokenAt: first))
      let ended = try #require(try store.newestTurn(of: conversation))
      #expect(ended.sentAt == StoreSupportClock.start)
      #expect(ended.firstTokenAt == first && ended.endedAt == first)
    }
  }
}
