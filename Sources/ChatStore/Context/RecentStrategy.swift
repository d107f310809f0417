/// Builds the window `recent`: instructions, pinned messages, and as many of the newest exchanges as
/// fit.
///
/// Pure: it knows no clock and no database; the messages come from a closure that reads upwards.
struct RecentStrategy {
  let budget: TokenBudget
  /// Instructions that stand at the beginning of the path.
  let leading: [ContextMessage]
  /// The newest instruction below the leading run, if there is one.
  let newestInstruction: ContextMessage?
  /// The pinned messages below the leading run, with the exchanges that they bring along, in path
  /// order.
  let pinned: [ContextMessage]
  /// How many messages the path has, the new ones included.
  let pathLength: Int

  /// Builds the window.
  /// - Parameter nextOlder: The path's messages from the head upwards, the leading run left out.
  /// - Returns: The window.
  /// - Throws: `budgetTooSmall` when what must be sent does not fit.
  func window(nextOlder: () throws -> ContextMessage?) throws -> ContextWindow {
    var last = Exchange()
    while !last.isWhole, let message = try nextOlder() { last.prepend(message) }
    guard last.isWhole else {
      throw ChatStoreError.invalidMessage("There is no user message to send; give a prompt.")
    }
    // What must be sent anyway is sent where it stands if its exchange is kept, else by itself.
    var alone = Alone([newestInstruction].compactMap(\.self) + pinned)
    alone.remove(last)
    let mandatory = leading.map(\.cost).reduce(alone.cost, +)
    last.dropOldestRounds(
      untilWithin: budget.available - mandatory, keeping: Set(pinned.map(\.id)))
    var cost = mandatory + last.cost
    guard cost <= budget.available else {
      throw ChatStoreError.budgetTooSmall(needed: cost, available: budget.available)
    }
    var kept = [last]
    var exchange = Exchange()
    while let message = try nextOlder() {
      exchange.prepend(message)
      // What is sent by itself is paid for already.
      let added = exchange.cost - alone.cost(in: exchange)
      guard cost + added <= budget.available else { break }
      guard exchange.isWhole else { continue }
      kept.append(exchange)
      cost += added
      alone.remove(exchange)
      exchange = Exchange()
    }
    let below = (alone.messages + kept.flatMap(\.messages)).sorted { $0.depth < $1.depth }
    let chosen = leading + below
    let sent = Self.withoutOrphans(chosen)
    cost -= chosen.map(\.cost).reduce(0, +) - sent.map(\.cost).reduce(0, +)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      cost: cost + budget.fixedOverhead,
      // The length is what a file says, which may be anything.
      leftOut: pathLength > sent.count ? pathLength - sent.count : 0, budget: budget,
      depths: sent.map(\.depth))
  }

  /// Messages that are sent although their exchanges are not.
  private struct Alone {
    private var byID: [Identifier<Message>: ContextMessage]

    init(_ messages: [ContextMessage]) {
      byID = Dictionary(messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var messages: [ContextMessage] { Array(byID.values) }

    var cost: Int { byID.values.map(\.cost).reduce(0, +) }

    /// What those of an exchange cost.
    func cost(in exchange: Exchange) -> Int {
      byID.isEmpty ? 0 : exchange.messages.compactMap { byID[$0.id]?.cost }.reduce(0, +)
    }

    mutating func remove(_ exchange: Exchange) {
      if !byID.isEmpty { for message in exchange.messages { byID[message.id] = nil } }
    }
  }

  /// Leaves out results whose call is not among the messages before them.
  ///
  /// On a path that convo wrote there are none; an imported one may have a prompt between a call
  /// and its result, and a request with such a result is refused as a whole.
  private static func withoutOrphans(_ messages: [ContextMessage]) -> [ContextMessage] {
    var called: Set<[UInt8]> = []
    var followsCall = false
    return messages.filter { message in
      switch message.content.role {
      case .system, .developer: return true
      case .tool:
        return message.content.toolCallID.map { called.contains(Array($0.utf8)) } ?? followsCall
      case .user, .assistant:
        followsCall = !message.content.toolCalls.isEmpty
        for call in message.content.toolCalls { called.insert(Array(call.callID.utf8)) }
        return true
      }
    }
  }
}
