import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct UsageTests {
  /// Four turns on three days: reported, estimated, failed, still running.
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

  private typealias Sum = UsageRow.Sum

  @Test("Tokens are summed by local day, reported and estimated apart")
  func byDay() throws {
    try Self.filled { store, days in
      let rows = try store.usage(by: .day)
      try #require(rows.count == 3)
      #expect(rows.map(\.group) == days)
      #expect(rows.map(\.turns) == [2, 2, 1])
      #expect(rows.map(\.incomplete) == [0, 2, 0])
      #expect(rows[0].prompt == Sum(reported: 100, estimated: 7))
      #expect(rows[0].completion == Sum(reported: 10, estimated: 5))
      #expect(rows[0].cached == 64 && rows[0].reasoning == 4)
      #expect(rows[1].prompt == Sum(reported: 0, estimated: 7))
      #expect(rows[2].prompt == Sum(reported: 0, estimated: 7))
      #expect(rows[0].prompt.total == 107)
    }
  }

  @Test("Tokens are summed by provider and model")
  func byModel() throws {
    try Self.filled { store, _ in
      let rows = try store.usage(by: .model)
      try #require(rows.count == 2)
      #expect(rows.map(\.group) == ["p/a", "p/b"])
      #expect(rows.map(\.turns) == [3, 2])
      #expect(rows.map(\.incomplete) == [2, 0])
      #expect(rows[0].prompt == Sum(reported: 100, estimated: 7))
      #expect(rows[1].completion == Sum(reported: 0, estimated: 5))
    }
  }

  @Test("A report covers the days that were asked for, both ends included")
  func days() throws {
    try Self.filled { store, days in
      try #expect(store.usage(by: .day, from: days[1]).map(\.group) == [days[1], days[2]])
      try #expect(store.usage(by: .day, through: days[1]).map(\.group) == [days[0], days[1]])
      try #expect(store.usage(by: .day, from: days[1], through: days[1]).map(\.turns) == [2])
      try #expect(store.usage(by: .day, from: "9999-01-01").isEmpty)
      try #expect(store.usage(by: .model, from: days[2]).map(\.group) == ["p/b"])
    }
  }

  @Test("Sums beyond every bound are a number all the same")
  func overflow() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation()
      for _ in 0..<3 {
        _ = try store.finish(
          store.begin(on: branch, saying: "1"),
          TurnOutcome(
            reply: .assistant(""), usage: Usage(prompt: .init(reported: .max, estimated: .max))))
      }
      let row = try #require(try store.usage(by: .day).first)
      #expect(row.prompt.reported == .max)
      _ = row.adding(row, named: "all").prompt.total
    }
  }

  @Test(
    "Sums of collected turns that somebody put at the end of all numbers neither trap nor keep gc")
  func tamperedSums() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      try store.exchange("p", "a", on: branch)
      let columns = Array(repeating: "\(Int.max)", count: 8).joined(separator: ", ")
      try store.damage(
        "INSERT INTO collected_usage SELECT day, provider, model, \(columns) FROM turn")
      let row = try #require(try store.usage(by: .day).first)
      #expect(row.adding(row, named: "all").turns == .max)
      try store.delete(conversation)
      #expect(try store.collect(store.garbage()).conversations == 1)
      _ = try store.usage(by: .model)
    }
  }
}
