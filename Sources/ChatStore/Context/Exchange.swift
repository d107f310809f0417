/// A user message and everything up to the next one.
struct Exchange {
  /// The messages, the newest first, in the order in which they are found.
  private var newestFirst: [ContextMessage] = []
  private(set) var cost = 0

  /// The messages in path order.
  var messages: [ContextMessage] { newestFirst.reversed() }

  /// The depth of its first message so far.
  var firstDepth: Int? { newestFirst.last?.depth }

  /// True once its user message is in.
  var isWhole: Bool { newestFirst.last?.beginsExchange == true }

  /// Adds the message above the first.
  mutating func prepend(_ message: ContextMessage) {
    newestFirst.append(message)
    cost += message.cost
  }

  /// The same with its results as they are sent.
  func shortened(by shortening: Shortening) -> Exchange {
    var exchange = Exchange()
    for message in newestFirst { exchange.prepend(shortening.sent(message)) }
    return exchange
  }

  /// The depth down to which its results are old: if it ends in results, these wait for an answer.
  var oldDepth: Int {
    let newest = newestFirst.first { $0.content.role == .assistant }
    guard let newest, !newest.content.toolCalls.isEmpty else {
      return newestFirst.first?.depth ?? -1
    }
    return newest.depth
  }

  /// Drops whole tool rounds, oldest first, while the exchange costs more than `limit`.
  ///
  /// A round is an assistant message that calls tools, with the results that follow it; what
  /// instructions stand between them stay. The newest round stays when the exchange ends in it,
  /// since its results wait for an answer; one with a message of `pinned` stays too.
  mutating func dropOldestRounds(
    untilWithin limit: Int, keeping pinned: Set<Identifier<Message>> = []
  ) {
    guard cost > limit else { return }
    var rest = messages[...]
    var kept: [ContextMessage] = []
    while let message = rest.popFirst() {
      guard cost > limit, !message.content.toolCalls.isEmpty else {
        kept.append(message)
        continue
      }
      let round = rest.prefix { $0.content.role == .tool || $0.content.role.isInstruction }
      guard round.endIndex < rest.endIndex else {
        kept.append(message)
        break
      }
      rest = rest[round.endIndex...]
      guard !pinned.contains(message.id), !round.contains(where: { pinned.contains($0.id) }) else {
        kept.append(message)
        kept += round
        continue
      }
      cost -= message.cost
      for other in round {
        if other.content.role == .tool { cost -= other.cost } else { kept.append(other) }
      }
    }
    newestFirst = (kept + rest).reversed()
  }
}
