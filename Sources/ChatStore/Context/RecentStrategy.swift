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
  /// - Throws: `budgetTooSmall` when what must be sent does not fit.
  func window(nextOlder: () throws -> ContextMessage?) throws -> ContextWindow {
    var mandatory = leading.map(\.cost).reduce(0, +)
    var last = Exchange()
    while let message = try nextOlder() {
      last.prepend(message)
      if message.beginsExchange { break }
    }
    guard last.messages.first?.beginsExchange == true else {
      throw ChatStoreError.invalidMessage("There is no user message to send; give a prompt.")
    }
    // An instruction inside a kept exchange is sent where it stands; else it is sent by itself.
    var alone = newestInstruction
    if last.messages.contains(where: { $0.id == alone?.id }) { alone = nil }
    mandatory += alone?.cost ?? 0
    last.dropOldestRounds(untilWithin: budget.available - mandatory)
    guard mandatory + last.cost <= budget.available else {
      throw ChatStoreError.budgetTooSmall(
        needed: mandatory + last.cost, available: budget.available)
    }
    var cost = mandatory + last.cost
    var kept = [last]
    var exchange = Exchange()
    var free = 0
    while let message = try nextOlder() {
      exchange.prepend(message)
      if message.id == alone?.id { free = message.cost }
      guard cost + exchange.cost - free <= budget.available else { break }
      guard message.beginsExchange else { continue }
      kept.append(exchange)
      cost += exchange.cost - free
      if free > 0 { alone = nil }
      (exchange, free) = (Exchange(), 0)
    }
    let sent = leading + (alone.map { [$0] } ?? []) + kept.reversed().flatMap(\.messages)
    return ContextWindow(
      messages: sent.map(\.content), ids: sent.map(\.id), cost: cost + budget.fixedOverhead,
      leftOut: max(0, pathLength - sent.count), budget: budget)
  }
}
