import ChatTestSupport

@testable import ChatStore

/// A path with pins, a budget and a strategy, of which there is a window or none.
struct WindowCase: CustomStringConvertible {
  var path: RandomPath
  var pins: Set<Identifier<Message>> = []
  var available: Int
  var strategy: ContextStrategy
  var previousCut: Int?

  init(_ generator: inout SeededGenerator) {
    path = RandomPath(&generator)
    if generator.once(in: 2) {
      pins = Set(path.rest.map(\.id).filter { _ in generator.once(in: 6) })
    }
    available = Int.random(in: 0...path.all.map(\.cost).reduce(20, +), using: &generator)
    strategy = ContextStrategy.allCases.randomElement(using: &generator) ?? .recent
    if strategy == .sticky, !generator.once(in: 3) {
      previousCut = path.exchanges.randomElement(using: &generator)?.first?.depth
    }
  }

  var pinned: [ContextMessage] { path.pinned(pins) }

  /// The window, and how many messages were read for it; nil where there is none.
  /// - Throws: What the builder should not throw.
  func window() throws -> (window: ContextWindow, read: Int)? {
    var builder = path.strategy(available: available, pinned: pinned)
    builder.strategy = strategy
    builder.previousCut = previousCut
    var read = 0
    let next = path.reader()
    do {
      let window = try builder.window {
        let message = next()
        if message != nil { read += 1 }
        return message
      }
      return (window, read)
    } catch ChatStoreError.budgetTooSmall(let needed, let said)
      where needed > said && said == available
    {
      return nil
    } catch ChatStoreError.invalidMessage where path.exchanges.isEmpty {
      return nil
    }
  }

  /// What a window costs that has the exchanges from `index` on, whole, beside what every window has.
  func cost(ofExchangesFrom index: Int) -> Int {
    let sent = Set(path.exchanges[index...].joined().map(\.id)).union(everyWindow)
    return path.all.filter { sent.contains($0.id) }.map(\.cost).reduce(0, +)
  }

  private var everyWindow: Set<Identifier<Message>> {
    var ids = Set(path.leading.map(\.id) + pinned.map(\.id))
    if let newest = path.newestInstruction { ids.insert(newest.id) }
    return ids
  }

  /// The same with one thing less: a message, a round, a pin, a token, the last window.
  var smaller: [WindowCase] {
    var result: [WindowCase] = []
    for message in path.all where path.round(of: message.id).map({ $0 == message.id }) ?? true {
      let round = path.rounds.first { $0.call == message.id }
      var smaller = self
      smaller.path = path.without(Set([message.id] + (round?.results ?? [])))
      // A cut is a depth of an exchange's first message, which may be another one now.
      smaller.previousCut = previousCut.flatMap { cut in
        smaller.path.exchanges.compactMap(\.first?.depth).last { $0 <= cut }
      }
      result.append(smaller)
    }
    for pin in pins {
      var smaller = self
      smaller.pins.remove(pin)
      result.append(smaller)
    }
    for available in [available / 2, available - 1]
    where available >= 0 && available < self.available {
      var smaller = self
      smaller.available = available
      result.append(smaller)
    }
    if previousCut != nil {
      var smaller = self
      smaller.previousCut = nil
      result.append(smaller)
    }
    return result
  }

  var description: String {
    let messages = path.all.map { message in
      let pin = pins.contains(message.id) ? "!" : ""
      let calls = message.content.toolCalls.isEmpty ? "" : "(\(message.content.toolCalls.count))"
      return "\(message.content.role)\(calls):\(message.cost)\(pin)"
    }
    let cut = previousCut.map { ", last window from \($0)" } ?? ""
    return "\(strategy), \(available) tokens\(cut): \(messages.joined(separator: " "))"
  }
}
