import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct UsageTests {
  /// Four turns on three days, reported, estimated, failed, broken off, and one that still runs.
  private static func filled(_ body: (ChatStore, [String]) throws -> Void) throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (_, branch, _) = try store.conversation()
      var days = [clock.now().localDay]
      func turn(_ model: String, _ outcome: TurnOutcome?) throws -> RunningTurn {
        let request = TurnRequest(provider: "p", model: model, estimatedPromptTokens: 7)
        let turn = try store.begin(on: branch, saying: "1", request: request)
        if let outcome { _ = try store.finish(turn, outcome) }
        return turn
      }
      _ = try turn(
        "a",
        TurnOutcome(
          reply: .assistant("x"),
          usage: Usage(
            prompt: .init(reported: 100), completion: .init(reported: 10, estimated: 12),
            cached: .init(reported: 64), reasoning: .init(reported: 4))))
      _ = try turn(
        "b",
        TurnOutcome(reply: .assistant("y"), usage: Usage(completion: .init(estimated: 5))))
      clock.advance(by: 86_400_000)
      days.append(clock.now().localDay)
      _ = try turn("a", TurnOutcome(reply: nil, error: "refused"))
      _ = try turn("a", TurnOutcome(reply: .assistant("z"), error: "broke off"))
      clock.advance(by: 86_400_000)
      days.append(clock.now().localDay)
      let running = try turn("b", nil)
      try body(store, days)
      withExtendedLifetime(running) {}
    }
  }

  private typealias Tokens = UsageSums.Tokens

  @Test(
    "Tokens are summed by local day, reported and estimated apart; what runs is not counted yet")
  func byDay() throws {
    try Self.filled { store, days in
      let rows = try store.usage(by: .day).rows
      try #require(rows.count == 2)
      #expect(rows.map(\.group) == [days[0], days[1]])
      let sums = rows.map(\.sums)
      #expect(sums.map(\.turns) == [2, 2] && sums.map(\.replies) == [2, 0])
      #expect(sums.map(\.partial) == [0, 1] && sums.map(\.failed) == [0, 1])
      #expect(sums[0].prompt == Tokens(reported: 100, estimated: 7))
      #expect(sums[0].completion == Tokens(reported: 10, estimated: 5))
      #expect(sums[0].cached == 64 && sums[0].reasoning == Tokens(reported: 4))
      #expect(sums[1].prompt == Tokens(reported: 0, estimated: 7))
      #expect(sums[0].prompt.total == 107)
    }
  }

  @Test("A report covers the days that were asked for, both ends included")
  func days() throws {
    try Self.filled { store, days in
      try #expect(store.usage(by: .day, from: days[1]).rows.map(\.group) == [days[1]])
      try #expect(store.usage(by: .day, through: days[0]).rows.map(\.group) == [days[0]])
      try #expect(
        store.usage(by: .day, from: days[1], through: days[1]).total.sums.turns == 2)
      try #expect(store.usage(by: .day, from: "9999-01-01").rows.isEmpty)
      try #expect(store.usage(by: .model, from: days[1]).rows.map(\.group) == ["p/a"])
    }
  }

  @Test(
    "New are the tokens since the last reply; what was sent and not refused before is sent again")
  func newTokens() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation([.system("be brief")])
      func send(_ new: Int?, of prompt: Int, reported: Int?, fails: Bool = false) throws
        -> UsageSums
      {
        var request = TurnRequest(provider: "p", model: "a", estimatedPromptTokens: prompt)
        request.newPromptTokens = new
        let before = try store.usage(by: .day).total.sums
        let turn = try store.begin(
          on: store.refreshed(branch, of: conversation), saying: fails ? "no" : "yes",
          request: request)
        let reply: MessageContent? = fails ? nil : .assistant("x")
        _ = try store.finish(
          turn,
          TurnOutcome(
            reply: reply, error: fails ? "refused" : nil,
            usage: Usage(prompt: .init(reported: reported))))
        var sums = try store.usage(by: .day).total.sums
        sums.subtract(before)
        return sums
      }
      var sums = try send(10, of: 10, reported: nil)
      #expect(sums.newPrompt == 10 && sums.resentPrompt == 0)
      // The endpoint counts twice as many; the parts stay in proportion.
      sums = try send(5, of: 40, reported: 80)
      #expect(sums.newPrompt == 10 && sums.resentPrompt == 70)
      sums = try send(nil, of: 40, reported: 80)
      #expect(sums.newPrompt == 0 && sums.resentPrompt == 0)
      sums = try send(7, of: 50, reported: nil, fails: true)
      #expect(sums.newPrompt == 0 && sums.resentPrompt == 0 && sums.failed == 1)
    }
  }

  @Test("Another reply to the same prompt sends nothing new, one after a refusal does")
  func newTokensOfRetries() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      var request = TurnRequest(provider: "p", model: "a", estimatedPromptTokens: 9)
      request.newPromptTokens = 9
      let first = try store.begin(on: branch, saying: "q", request: request)
      _ = try store.finish(first, TurnOutcome(reply: nil, error: "refused"))
      func again() throws {
        let now = try store.refreshed(branch, of: conversation)
        let prompt = try #require(first.messages.last)
        let point = try store.point(at: prompt, on: now, below: true)
        let turn = try store.beginTurn(request, appending: [], at: .reply(to: prompt, point))
        _ = try store.finish(turn, TurnOutcome(reply: .assistant("a")))
      }
      try again()
      var sums = try store.usage(by: .day).total.sums
      #expect(sums.newPrompt == 9 && sums.resentPrompt == 0)
      try again()
      sums = try store.usage(by: .day).total.sums
      #expect(sums.newPrompt == 9 && sums.resentPrompt == 9)
    }
  }

  @Test("Sums end at 2^52, and are numbers all the same")
  func overflow() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      for _ in 0..<3 {
        _ = try store.finish(
          store.begin(on: branch, saying: "1"),
          TurnOutcome(
            reply: .assistant(""), usage: Usage(prompt: .init(reported: .max, estimated: .max))))
      }
      #expect(try store.usage(by: .day).total.sums.prompt.total == 1 << 52)
      try store.delete(conversation)
      #expect(try store.collect(store.garbage()).conversations == 1)
      #expect(try store.usage(by: .conversation).total.sums.prompt.reported == 1 << 52)
    }
  }

  @Test(
    "Without the tables of sums replies are kept all the same, and doctor makes the tables again",
    arguments: [
      "DROP TABLE usage_by_day", "DROP TABLE usage_by_conversation",
      "ALTER TABLE usage_by_day RENAME COLUMN failed TO wrong",
    ])
  func withoutSums(damage: String) throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      try store.exchange("1", "one", on: branch)
      try store.damage(damage)
      try store.exchange("2", "two", on: store.refreshed(branch, of: conversation))
      #expect(try store.texts(on: branch, of: conversation) == ["1", "one", "2", "two"])
      let findings = try store.examine().findings
      #expect(!findings.isEmpty && findings.allSatisfy { $0.area == .usage && $0.isRepairable })
      if !damage.contains("_conversation") {
        expectError("damagedSums") { try store.usage(by: .day) }
      }
      expectError("damagedSums") {
        _ = try (store.usage(by: .conversation), store.usage(by: .model))
      }
      #expect(try store.repair().after.isClean)
      #expect(try store.usage(by: .day).total.sums.replies == 2)
    }
  }

  @Test("What an endpoint says of its cache beyond the request counts nowhere, nor in older stores")
  func cachedTooMuch() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation()
      for (prompt, estimate, cached) in [(5, 5, 50), (nil, 7, 9), (100, 90, 60)] {
        let turn = try store.begin(
          on: branch, saying: "1", request: .init(provider: "p", model: "m"))
        let usage = Usage(
          prompt: .init(reported: prompt, estimated: estimate), cached: .init(reported: cached))
        _ = try store.finish(turn, TurnOutcome(reply: .assistant("x"), usage: usage))
      }
      let sums = try store.usage(by: .day).total.sums
      let cached = 5 + min(9, sums.prompt.estimated) + 60
      #expect(sums.cached == cached && cached < 50 + 9 + 60)
      // As the migration before left them.
      try store.damage(
        "UPDATE usage_by_day SET cached_reported = 119; "
          + "UPDATE usage_by_conversation SET cached_reported = 119")
      #expect(try !store.examine().isClean)
      let migration = try #require(Migration.all.first { $0.name == "0015_cached.sql" })
      try store.write { try $0.execute(script: migration.sql, name: migration.name) }
      #expect(try store.usage(by: .conversation).total.sums.cached == cached)
      #expect(try store.examine().isClean)
    }
  }

  @Test("Sums that somebody put at the end of all numbers neither trap nor keep gc from its work")
  func tamperedSums() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      try store.exchange("p", "a", on: branch)
      for column in ["replies", "failed", "prompt_reported", "generated", "generation_time"] {
        try store.damage("UPDATE usage_by_day SET \(column) = \(Int.max)")
        try store.damage("UPDATE usage_by_conversation SET \(column) = \(Int.max)")
      }
      #expect(try store.usage(by: .day).total.sums.turns == 2 << 52)
      try store.exchange("p", "a", on: store.refreshed(branch, of: conversation))
      try store.delete(conversation)
      #expect(try store.collect(store.garbage()).conversations == 1)
      _ = try store.usage(by: .branch)
    }
  }
}

extension ChatStore {
  /// A branch as it is now.
  fileprivate func refreshed(_ branch: Branch, of conversation: Conversation) throws -> Branch {
    try self.branch(named: branch.name, of: conversation)
  }
}
