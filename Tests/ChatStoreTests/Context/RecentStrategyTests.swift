import ChatTestSupport
import Testing

@testable import ChatStore

/// The laws of the window over random paths.
///
/// They are checked against the path itself and never by
/// building a second window the same way.
@Suite struct RecentStrategyTests {
  @Test("No window costs more than its budget, and its cost is the sum of its messages")
  func cost() throws {
    try Self.forEachPath { path, strategy, window, _ in
      let sum = window.ids.compactMap { path.cost(of: $0) }.reduce(0, +)
      #expect(window.cost == sum + strategy.budget.fixedOverhead)
      #expect(window.cost <= strategy.budget.limit - strategy.budget.reserve)
      #expect(window.leftOut == path.all.count - window.ids.count)
    }
  }

  @Test("The leading instructions, the newest later one and the last user message are in")
  func mandatory() throws {
    try Self.forEachPath { path, _, window, _ in
      #expect(window.ids.starts(with: path.leading.map(\.id)))
      if let newest = path.rest.last(where: { $0.content.role.isInstruction }) {
        #expect(window.ids.contains(newest.id))
      }
      let prompt = path.rest.last { $0.content.role == .user }
      #expect(window.ids.contains { $0 == prompt?.id })
    }
  }

  @Test("Nothing but instructions stands before the first user message")
  func start() throws {
    try Self.forEachPath { _, _, window, _ in
      let first = window.messages.first { !$0.role.isInstruction }
      #expect(first?.role == .user)
    }
  }

  @Test("A call and its results are sent together or not at all")
  func rounds() throws {
    try Self.forEachPath { path, _, window, _ in
      for (call, results) in path.rounds {
        let sent = results.filter { window.ids.contains($0) }.count
        #expect(sent == (window.ids.contains(call) ? results.count : 0))
      }
      var called: Set<String> = []
      for message in window.messages {
        if message.role == .tool { #expect(called.contains(message.toolCallID ?? "none")) }
        called.formUnion(message.toolCalls.map(\.callID))
      }
    }
  }

  @Test("Messages stand in path order, none twice, and the same input gives the same window")
  func order() throws {
    try Self.forEachPath { path, strategy, window, read in
      let places = window.ids.compactMap { id in path.all.firstIndex { $0.id == id } }
      #expect(places.count == window.ids.count)
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
      let again = try strategy.window(nextOlder: path.reader())
      #expect(again.ids == window.ids && again.cost == window.cost && again.plan == window.plan)
      _ = read
    }
  }

  @Test(
    "The kept exchanges end at the head without a gap, and the next older would not have fitted")
  func maximal() throws {
    try Self.forEachPath { path, strategy, window, _ in
      let exchanges = path.exchanges
      let kept = exchanges.filter { window.ids.contains($0[0].id) }
      #expect(kept.map { $0[0].id } == exchanges.suffix(kept.count).map { $0[0].id })
      // Every exchange but the last is kept whole.
      for exchange in kept.dropLast() {
        #expect(exchange.allSatisfy { window.ids.contains($0.id) })
      }
      if kept.count < exchanges.count {
        let next = exchanges[exchanges.count - kept.count - 1]
        let added = next.filter { !window.ids.contains($0.id) }.map(\.cost).reduce(0, +)
        #expect(window.cost - strategy.budget.fixedOverhead + added > strategy.budget.available)
      }
    }
  }

  @Test("No message is read above the first that does not fit")
  func reading() throws {
    try Self.forEachPath { path, strategy, window, read in
      let exchanges = path.exchanges
      let kept = exchanges.filter { window.ids.contains($0[0].id) }
      let keptCount = kept.map(\.count).reduce(0, +)
      guard kept.count < exchanges.count else { return }
      // Up from the kept exchanges, as many as fit, one that does not, and no more.
      var room = strategy.budget.available - (window.cost - strategy.budget.fixedOverhead)
      var expected = keptCount
      for message in path.rest.dropLast(keptCount).reversed() {
        expected += 1
        if !window.ids.contains(message.id) { room -= message.cost }
        if room < 0 { break }
      }
      #expect(read == expected)
    }
  }

  @Test("The last exchange loses its oldest tool rounds first, and only as many as it must")
  func dropping() throws {
    var dropped = 0
    try Self.forEachPath { path, strategy, window, _ in
      guard let last = path.exchanges.last else { return }
      let missing = last.filter { !window.ids.contains($0.id) }
      guard !missing.isEmpty else { return }
      dropped += 1
      let droppable = path.rounds.filter { round in missing.contains { $0.id == round.call } }
      let inLast = path.rounds.filter { round in last.contains { $0.id == round.call } }
      #expect(inLast.prefix(droppable.count).map(\.call) == droppable.map(\.call))
      #expect(missing.allSatisfy { $0.content.role == .tool || !$0.content.toolCalls.isEmpty })
      // The round that was dropped last had to go.
      let newest = try #require(droppable.last)
      let cost = ([newest.call] + newest.results).compactMap { path.cost(of: $0) }.reduce(0, +)
      #expect(window.cost - strategy.budget.fixedOverhead + cost > strategy.budget.available)
    }
    #expect(dropped > 20)
  }

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

  @Test("Pinned messages are in, with their exchanges, and the other laws hold with them")
  func pins() throws {
    var generator = SeededGenerator(seed: 41)
    var built = 0
    var aside = 0
    for _ in 0..<1500 {
      let path = RandomPath(&generator)
      let pinned = path.pins(&generator)
      let strategy = path.strategy(
        available: Int.random(in: 0...path.all.map(\.cost).reduce(20, +), using: &generator),
        pinned: pinned)
      do {
        let window = try strategy.window(nextOlder: path.reader())
        built += 1
        #expect(pinned.allSatisfy { window.ids.contains($0.id) })
        let sum = window.ids.compactMap { path.cost(of: $0) }.reduce(0, +)
        #expect(window.cost == sum + strategy.budget.fixedOverhead)
        #expect(window.cost <= strategy.budget.limit - strategy.budget.reserve)
        let places = window.ids.compactMap { id in path.all.firstIndex { $0.id == id } }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
        #expect(window.messages.first { !$0.role.isInstruction }?.role == .user)
        for (call, results) in path.rounds {
          let sent = results.filter { window.ids.contains($0) }.count
          #expect(sent == (window.ids.contains(call) ? results.count : 0))
        }
        let kept = path.exchanges.map { window.ids.contains($0[0].id) }
        if let first = kept.firstIndex(of: true), kept[first...].contains(false) { aside += 1 }
      } catch ChatStoreError.budgetTooSmall(let needed, let available) {
        #expect(needed > available)
      } catch ChatStoreError.invalidMessage {
        #expect(path.exchanges.isEmpty)
      }
    }
    #expect(built > 500 && aside > 50)
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

  /// Builds a window of each of many random paths, where there is one.
  private static func forEachPath(
    _ body: (RandomPath, RecentStrategy, ContextWindow, _ read: Int) throws -> Void
  ) throws {
    var generator = SeededGenerator(seed: 5)
    var built = 0
    for _ in 0..<1500 {
      let path = RandomPath(&generator)
      let strategy = path.strategy(
        available: Int.random(in: 0...path.all.map(\.cost).reduce(20, +), using: &generator))
      var read = 0
      let next = path.reader()
      do {
        let window = try strategy.window {
          let message = next()
          if message != nil { read += 1 }
          return message
        }
        built += 1
        try body(path, strategy, window, read)
      } catch ChatStoreError.budgetTooSmall(let needed, let available) {
        #expect(needed > available && available == strategy.budget.available)
      } catch ChatStoreError.invalidMessage {
        #expect(path.exchanges.isEmpty)
      }
    }
    #expect(built > 500)
  }
}
