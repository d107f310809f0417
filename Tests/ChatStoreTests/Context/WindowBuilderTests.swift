import ChatTestSupport
import Testing

@testable import ChatStore

/// Windows of paths that show one thing each.
@Suite struct WindowBuilderTests {
  @Test("What does not fit is an error that says by how much")
  func tooSmall() throws {
    var generator = SeededGenerator(seed: 77)
    var refused = 0
    for _ in 0..<1500 {
      let path = RandomPath(&generator)
      guard let last = path.exchanges.last else { continue }
      let newest = path.rest.last { $0.content.role.isInstruction }
      let outside = newest.flatMap { new in last.contains { $0.id == new.id } ? nil : new }
      let waiting = path.rounds.last.flatMap { round in
        path.all.last { !$0.content.role.isInstruction }
          .flatMap { ([round.call] + round.results).contains($0.id) ? round.call : nil }
      }
      let least = last.filter { message in
        let isInRound = message.content.role == .tool || !message.content.toolCalls.isEmpty
        return !isInRound || path.round(of: message.id) == waiting && waiting != nil
      }
      let needed = (path.leading + (outside.map { [$0] } ?? []) + least).map(\.cost).reduce(0, +)
      guard needed > 0 else { continue }
      let strategy = path.strategy(available: needed - 1)
      do {
        _ = try strategy.window(nextOlder: path.reader())
        Issue.record("A window of \(needed) fits in \(needed - 1).")
      } catch ChatStoreError.budgetTooSmall(let said, let available) {
        #expect(said == needed && available == needed - 1)
        refused += 1
      }
      let window = try path.strategy(available: needed).window(nextOlder: path.reader())
      #expect(window.cost <= needed + window.budget.fixedOverhead)
    }
    #expect(refused > 500)
  }

  @Test("A path without a user message has no window")
  func noPrompt() {
    for contents: [MessageContent] in [[], [.system("s")], [.assistant("a")], [.result(of: "1")]] {
      let path = RandomPath(contents.map { ($0, 1) })
      expectError("invalidMessage") {
        try path.strategy(available: 100).window(nextOlder: path.reader())
      }
    }
  }

  @Test("A result whose call stands above a later prompt is not sent without it")
  func orphans() throws {
    let path = RandomPath([
      (.user("1"), 1), (.calling("a"), 50), (.user("2"), 1), (.result(of: "a"), 1),
      (MessageContent(role: .tool, text: "no id"), 1), (.user("3"), 1),
    ])
    let small = try path.strategy(available: 10).window(nextOlder: path.reader())
    #expect(small.messages.map(\.text) == ["2", "3"])
    #expect(small.cost == 2 + small.budget.fixedOverhead && small.leftOut == 4)
    let large = try path.strategy(available: 100).window(nextOlder: path.reader())
    #expect(large.messages.map(\.role) == [.user, .assistant, .user, .tool, .user])
  }

  @Test("An instruction between a call and its result stays when the round is dropped")
  func instructionInRound() throws {
    let path = RandomPath([
      (.user("1"), 1), (.calling("a"), 9), (.system("s"), 1), (.result(of: "a"), 9),
      (.assistant("x"), 1),
    ])
    let window = try path.strategy(available: 5).window(nextOlder: path.reader())
    #expect(window.messages.map(\.text) == ["1", "s", "x"])
  }

  @Test(
    "A run that falls keeps an exchange that fits, and long instructions do not cost the memory")
  func falls() throws {
    func window(_ costs: [Int], instruction: Int) throws -> ContextWindow {
      let path = RandomPath(
        [(.system("s"), instruction)] + costs.map { (.user("u"), $0) })
      var builder = path.strategy(available: 100)
      builder.strategy = .sticky
      return try builder.window(nextOlder: path.reader())
    }
    // The newest exchange before the prompt is larger than half.
    #expect(try window([20, 70, 5], instruction: 10).messages.count == 3)
    #expect(try window([20, 70, 35], instruction: 10).messages.count == 2)
    // Instructions take half of the budget; half of the rest goes to exchanges.
    #expect(try window([10, 10, 10, 10, 10, 10], instruction: 50).messages.count == 3)
    #expect(try window([10, 10, 10, 10, 10], instruction: 50).messages.count == 6)
  }

  @Test("A long last exchange costs time in proportion to its length")
  func longExchange() throws {
    var contents: [(MessageContent, Int)] = [(.user("1"), 1)]
    for index in 0..<20_000 {
      contents += [(.calling("\(index)"), 1), (.result(of: "\(index)"), 1)]
    }
    let path = RandomPath(contents)
    let window = try path.strategy(available: 101).window(nextOlder: path.reader())
    #expect(window.ids.count == 101)
  }
}
