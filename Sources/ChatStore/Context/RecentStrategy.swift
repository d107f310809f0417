/// Builds the window `recent`: instructions, then as many of the newest exchanges as fit.
///
/// Pure: it knows no clock and no database; the messages come from a closure that reads upwards.
struct RecentStrategy {
  let budget: TokenBudget
  /// Instructions that stand at the beginning of the path.
  let leading: [ContextMessage]
  /// The newest instruction below the leading run, if there is one.
  let newestInstruction: ContextMessage?
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
    // An instruction inside a kept exchange is sent where it stands; else it is sent by itself.
    var alone = newestInstruction.flatMap { last.contains($0.id) ? nil : $0 }
    let mandatory = leading.map(\.cost).reduce(alone?.cost ?? 0, +)
    last.dropOldestRounds(untilWithin: budget.available - mandatory)
    var cost = mandatory + last.cost
    guard cost <= budget.available else {
      throw ChatStoreError.budgetTooSmall(needed: cost, available: budget.available)
    }
    var kept = [last]
    var exchange = Exchange()
    var hasAlone = false
    while let message = try nextOlder() {
      exchange.prepend(message)
      if message.id == alone?.id { hasAlone = true }
      // What is sent by itself is paid for already.
      let added = exchange.cost - (hasAlone ? alone?.cost ?? 0 : 0)
      guard cost + added <= budget.available else { break }
      guard exchange.isWhole else { continue }
      kept.append(exchange)
      cost += added
      if hasAlone { alone = nil }
      exchange = Exchange()
      hasAlone = false
    }
    let chosen = leading + (alone.map { [$0] } ?? []) + kept.reversed().flatMap(\.messages)
    let sent = Self.withoutOrphans(chosen)
    cost -= chosen.map(\.cost).reduce(0, +) - sent.map(\.cost).reduce(0, +)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      cost: cost + budget.fixedOverhead,
      leftOut: max(0, pathLength - sent.count), budget: budget, depths: sent.map(\.depth))
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
