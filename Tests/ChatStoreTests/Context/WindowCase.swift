import ChatTestSupport
import ChatTokens

@testable import ChatStore

/// A path with pins, a budget and a strategy, of which there is a window or none.
struct WindowCase: CustomStringConvertible {
  var path: RandomPath
  var pins: Set<Identifier<Message>> = []
  var available: Int
  var strategy: ContextStrategy
  var previousCut: Int?
  /// The depth of the last message that a summary stands for, and what that costs.
  var summary: (lastDepth: Int, cost: Int)?
  /// The depth up to which results were short in the last window, -1 for none; nil where none may be.
  var shortDepth: Int?

  init(_ generator: inout SeededGenerator) {
    path = RandomPath(&generator)
    if generator.once(in: 2) {
      pins = Set(path.rest.map(\.id).filter { _ in generator.once(in: 6) })
    }
    available = Int.random(in: 0...path.all.map(\.cost).reduce(20, +), using: &generator)
    strategy = ContextStrategy.allCases.randomElement(using: &generator) ?? .recent
    if strategy == .summary, !generator.once(in: 5),
      let next = path.exchanges.randomElement(using: &generator)?.first?.depth
    {
      summary = path.summary(endingAbove: next, cost: Int.random(in: 0...30, using: &generator))
    }
    if generator.once(in: 2) {
      shortDepth =
        generator.once(in: 2) ? -1 : Int.random(in: 0..<path.all.count, using: &generator)
    }
    if strategy != .recent, !generator.once(in: 3) {
      previousCut = path.exchanges.randomElement(using: &generator)?.first?.depth
    }
  }

  private var contextSummary: (summary: ContextSummary, message: ContextMessage)? {
    guard let summary else { return nil }
    let id = Identifier<Summary>(high: 2, low: 0)
    let sent = ContextSummary(id: id, depths: path.leading.count...summary.lastDepth, text: "s")
    let message = ContextMessage(
      id: sent.messageID, content: sent.content, depth: -1,
      count: TokenCount(exactly: summary.cost))
    return (sent, message)
  }

  /// What the summary costs, if it is in a window.
  func summaryCost(in window: ContextWindow) -> Int {
    window.summary == nil ? 0 : summary?.cost ?? 0
  }

  /// Where the run begins if that fits, in a window with or without its summary.
  func cut(hasSummary: Bool) -> Int? {
    guard hasSummary, let summary else { return previousCut }
    return max(summary.lastDepth + 1, previousCut ?? 0)
  }

  var pinned: [ContextMessage] { path.pinned(pins) }

  /// The window, and how many messages were read for it; nil where there is none.
  /// - Throws: What the builder should not throw.
  func window() throws -> (window: ContextWindow, read: Int)? {
    var builder = path.strategy(available: available, pinned: pinned)
    builder.strategy = strategy
    builder.previousCut = previousCut
    builder.summary = contextSummary
    builder.shortening = shortDepth.map { Shortening(limit: 1, depth: $0) }
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

  /// What a window costs that has the exchanges from `index` on, whole, beside what every window has; all but
  /// the last with their results as short as may be.
  func cost(ofExchangesFrom index: Int, like window: ContextWindow) -> Int {
    let sent = Set(path.exchanges[index...].joined().map(\.id)).union(everyWindow)
    let last = path.exchanges.last?.first?.depth ?? 0
    return path.all.filter { sent.contains($0.id) }.map { message in
      message.depth < last
        ? shortCost(of: message) : path.cost(of: message.id, in: window) ?? message.cost
    }.reduce(0, +)
  }

  /// What every window has beside the last exchange.
  var mandatoryCost: Int {
    let last = Set(path.exchanges.last?.map(\.id) ?? [])
    let others = everyWindow.subtracting(last)
    return path.all.filter { others.contains($0.id) }.map(\.cost).reduce(0, +)
  }

  /// What the last exchange costs with what every window has, nothing in short.
  var leastCost: Int {
    let sent = Set(path.exchanges.last?.map(\.id) ?? []).union(everyWindow)
    return path.all.filter { sent.contains($0.id) }.map(\.cost).reduce(0, +)
  }

  /// What the last exchange costs with what every window has, with as few rounds and as short as may be.
  var smallestCost: Int {
    let last = path.exchanges.last ?? []
    let newest = last.last { $0.content.role == .assistant }
    let isWaiting = newest?.content.toolCalls.isEmpty == false
    let oldDepth = (isWaiting ? newest : last.last)?.depth ?? -1
    let pins = Set(pinned.map(\.id))
    var dropped: Set<Identifier<Message>> = []
    for (index, call) in last.enumerated() where !call.content.toolCalls.isEmpty {
      let round = [call] + last[(index + 1)...].prefix { $0.content.role != .assistant }
      if isWaiting && call.id == newest?.id || round.contains(where: { pins.contains($0.id) }) {
        continue
      }
      dropped.formUnion(round.filter { !$0.content.role.isInstruction }.map(\.id))
    }
    let sent = Set(last.map(\.id)).subtracting(dropped).union(everyWindow)
    return path.all.filter { sent.contains($0.id) }.map { message in
      let isInLast = last.contains { $0.id == message.id }
      return isInLast && message.depth <= max(oldDepth, shortDepth ?? -1)
        ? shortCost(of: message) : message.cost
    }.reduce(0, +)
  }

  /// What a message costs as short as it may be.
  func shortCost(of message: ContextMessage) -> Int {
    mayBeShort(message) ? message.shorter?.cost ?? message.cost : message.cost
  }

  /// Whether it is a long result that is not pinned, in a case where such are shortened.
  func mayBeShort(_ message: ContextMessage) -> Bool {
    shortDepth != nil && message.shorter != nil && !pinned.contains { $0.id == message.id }
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
      let begins = smaller.path.exchanges.compactMap(\.first?.depth)
      smaller.previousCut = previousCut.flatMap { cut in begins.last { $0 <= cut } }
      smaller.summary = summary.flatMap { summary in
        begins.last { $0 <= summary.lastDepth + 1 }.flatMap {
          smaller.path.summary(endingAbove: $0, cost: summary.cost)
        }
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
    if let shortDepth {
      var smaller = self
      smaller.shortDepth = nil
      result.append(smaller)
      if shortDepth >= 0 {
        smaller.shortDepth = shortDepth - 1
        result.append(smaller)
      }
    }
    if let summary {
      var smaller = self
      smaller.summary = nil
      result.append(smaller)
      if summary.cost > 0 {
        smaller.summary = (summary.lastDepth, summary.cost / 2)
        result.append(smaller)
      }
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
      let short = message.shorter.map { "/\($0.cost)" } ?? ""
      return "\(message.content.role)\(calls):\(message.cost)\(short)\(pin)"
    }
    let cut = previousCut.map { ", last window from \($0)" } ?? ""
    let short = shortDepth.map { ", short down to \($0)" } ?? ""
    let sum = summary.map { ", summary of \($0.cost) down to \($0.lastDepth)" } ?? ""
    return
      "\(strategy), \(available) tokens\(cut)\(sum)\(short): \(messages.joined(separator: " "))"
  }
}
