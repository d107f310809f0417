/// Builds a window: instructions, pinned messages, and a run of exchanges that ends at the head.
///
/// Pure: it knows no clock and no database; the messages come from a closure that reads upwards.
struct WindowBuilder {
  let budget: TokenBudget
  var strategy = ContextStrategy.recent
  /// Where the run of the branch's last window began, as a depth on this path; nil where there was none, or
  /// one for another budget.
  var previousCut: Int?
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
    var alone = SingleMessages([newestInstruction].compactMap(\.self) + pinned)
    alone.remove(last)
    let mandatory = leading.map(\.cost).reduce(alone.cost, +)
    last.dropOldestRounds(
      untilWithin: budget.available - mandatory, keeping: Set(pinned.map(\.id)))
    let cost = mandatory + last.cost
    guard cost <= budget.available else {
      throw ChatStoreError.budgetTooSmall(needed: cost, available: budget.available)
    }
    let kept = try run(endingWith: last, cost: cost, alone, nextOlder: nextOlder)
    for exchange in kept { alone.remove(exchange) }
    return window(of: kept, alone)
  }

  /// The exchanges to keep, the newest first.
  private func run(
    endingWith last: Exchange, cost: Int, _ alone: SingleMessages,
    nextOlder: () throws -> ContextMessage?
  ) throws -> [Exchange] {
    var kept = [last]
    var cost = cost
    // How many fit into half of the budget; the last one is sent in any case.
    var half = 1
    var exchange = Exchange()
    while !isCut(kept) {
      guard let message = try nextOlder() else { break }
      exchange.prepend(message)
      // What is sent by itself is paid for already.
      if !alone.contains(message) { cost += message.cost }
      guard cost <= budget.available else {
        return strategy == .sticky ? Array(kept.prefix(half)) : kept
      }
      guard exchange.isWhole else { continue }
      kept.append(exchange)
      if cost <= budget.available / 2 { half = kept.count }
      exchange = Exchange()
    }
    return kept
  }

  /// Whether the run begins where the last window's began, so that nothing older is wanted.
  private func isCut(_ kept: [Exchange]) -> Bool {
    guard strategy == .sticky, let previousCut, let first = kept.last?.firstDepth else {
      return false
    }
    return first <= previousCut
  }

  private func window(of kept: [Exchange], _ alone: SingleMessages) -> ContextWindow {
    let sent = Self.withoutOrphans(
      leading + alone.merged(into: kept.reversed().flatMap(\.messages)))
    let cost = sent.map(\.cost).reduce(0, +)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      counts: sent.map(\.count), cost: cost + budget.fixedOverhead,
      // The length is what a file says, which may be anything.
      leftOut: pathLength > sent.count ? pathLength - sent.count : 0, budget: budget,
      strategy: strategy, cut: kept.last?.messages.first?.id, depths: sent.map(\.depth))
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
