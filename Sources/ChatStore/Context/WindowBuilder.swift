/// Builds a window: instructions, pinned messages, and a run of exchanges that ends at the head.
///
/// Pure: it knows no clock and no database; the messages come from a closure that reads upwards.
struct WindowBuilder {
  let budget: TokenBudget
  var strategy = ContextStrategy.recent
  /// Where the run of the branch's last window began, as a depth on this path; nil where there was none, or
  /// one for another budget.
  var previousCut: Int?
  /// What stands for older messages, if that is wanted.
  var summary: (summary: ContextSummary, message: ContextMessage)?
  /// How results of tools may be shortened, and up to where they were in the branch's last window; nil where
  /// they may not.
  var shortening: Shortening?
  /// Whether the newest message asks for a summary of what is above it.
  ///
  /// Then it is no exchange of its own, and there is no window without the summary that is known; else that is
  /// left out where it has no room.
  var asksForSummary = false
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
    var last = try lastExchange(nextOlder)
    // What must be sent anyway is sent where it stands if its exchange is kept, else by itself.
    var alone = SingleMessages([newestInstruction].compactMap(\.self) + pinned)
    alone.remove(last)
    var mandatory = leading.map(\.cost).reduce(alone.cost, +)
    var shortening = shortening
    shortening?.whole = Set(pinned.map(\.id))
    var summary = summary
    var isWhole = true
    if let message = summary?.message {
      var (exchange, known) = (last, shortening)
      isWhole = fit(&exchange, into: budget.available - mandatory - message.cost, &known)
      if asksForSummary || mandatory + message.cost + exchange.cost <= budget.available {
        (last, shortening) = (exchange, known)
        mandatory += message.cost
      } else {
        summary = nil
      }
    }
    if summary == nil {
      isWhole = fit(&last, into: budget.available - mandatory, &shortening)
    }
    guard mandatory + last.cost <= budget.available else {
      throw ChatStoreError.budgetTooSmall(
        needed: mandatory + last.cost, available: budget.available)
    }
    var run = ExchangeRun(endingWith: last, mandatory: mandatory, alone: alone)
    let hasRoom = try extend(
      &run, to: cut(with: summary?.summary), &shortening, nextOlder: nextOlder)
    let kept =
      hasRoom || strategy == .recent
      ? run.exchanges : run.fitting(intoHalfOf: budget.available)
    for exchange in kept { alone.remove(exchange) }
    var window = window(of: kept, alone, summary, shortening)
    window.hasRoomForAll = hasRoom && isWhole
    return window
  }

  private func lastExchange(_ nextOlder: () throws -> ContextMessage?) throws -> Exchange {
    var last = Exchange()
    if asksForSummary {
      for _ in 0..<2 { if let message = try nextOlder() { last.prepend(message) } }
    }
    while !last.isWhole, let message = try nextOlder() { last.prepend(message) }
    guard last.isWhole else {
      throw ChatStoreError.invalidMessage("There is no user message to send; give a prompt.")
    }
    return last
  }

  /// Makes the last exchange fit, if that can be.
  ///
  /// The results of its tools are shortened, then its rounds are dropped; whether it is whole is said.
  private func fit(_ last: inout Exchange, into room: Int, _ shortening: inout Shortening?) -> Bool
  {
    if let known = shortening { last = last.shortened(by: known) }
    if last.cost > room, let known = shortening {
      shortening?.depth = max(known.depth, last.oldDepth)
      last = last.shortened(by: shortening ?? known)
    }
    let whole = last.cost
    last.dropOldestRounds(untilWithin: room, keeping: Set(pinned.map(\.id)))
    return last.cost == whole
  }

  /// The depth where the run begins if everything from there on fits.
  private func cut(with summary: ContextSummary?) -> Int? {
    guard let summary else { return strategy == .recent ? nil : previousCut }
    return max(summary.depths.upperBound &+ 1, previousCut ?? 0)
  }

  /// Reads exchanges as long as they fit, up to a depth; old results are shortened before one is left out.
  /// - Returns: Whether everything fits.
  private func extend(
    _ run: inout ExchangeRun, to cut: Int?, _ shortening: inout Shortening?,
    nextOlder: () throws -> ContextMessage?
  ) throws -> Bool {
    let last = run.exchanges[0].firstDepth ?? 0
    while !run.reaches(cut) {
      guard let message = try nextOlder() else { break }
      run.prepend(shortening?.sent(message) ?? message)
      if run.cost > budget.available, let known = shortening, known.depth < last - 1 {
        shortening?.depth = last - 1
        run.shorten(by: shortening ?? known)
      }
      guard run.cost <= budget.available else { return false }
      run.takeWhole()
    }
    return true
  }

  private func window(
    of kept: [Exchange], _ alone: SingleMessages,
    _ summary: (summary: ContextSummary, message: ContextMessage)?, _ shortening: Shortening?
  ) -> ContextWindow {
    let sent = Self.withoutOrphans(
      leading + [summary?.message].compactMap(\.self)
        + alone.merged(into: kept.reversed().flatMap(\.messages)))
    let cost = sent.map(\.cost).reduce(0, +)
    let sentSummary = summary.map { summary, _ in
      let depths = summary.depths
      let others = sent.count { depths.contains($0.depth) }
      return SentSummary(
        id: summary.id, index: leading.count, messageCount: max(0, depths.count - others),
        depths: depths)
    }
    let accounted = sent.count + (sentSummary.map { $0.messageCount - 1 } ?? 0)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      counts: sent.map(\.count), cost: cost + budget.fixedOverhead,
      // The length is what a file says, which may be anything.
      leftOut: pathLength > accounted ? pathLength - accounted : 0, budget: budget,
      strategy: summary == nil && strategy == .summary ? .sticky : strategy,
      cut: kept.last?.messages.first?.id, summary: sentSummary,
      shortened: Set(sent.lazy.filter(\.isShort).map(\.id)),
      shortening: shortening?.inUse(in: sent), shapes: sent.map(\.shape), depths: sent.map(\.depth))
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
