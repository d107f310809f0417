/// A user message and everything up to the next one.
struct Exchange {
  private(set) var messages: [ContextMessage] = []
  private(set) var cost = 0

  /// Adds the message above the first.
  mutating func prepend(_ message: ContextMessage) {
    messages.insert(message, at: 0)
    cost += message.cost
  }

  /// Drops whole tool rounds, oldest first, while the exchange costs more than `limit`.
  ///
  /// A round is an assistant message that calls tools, with the results that follow it. The newest
  /// round stays when the exchange ends in it, since its results wait for an answer.
  mutating func dropOldestRounds(untilWithin limit: Int) {
    while cost > limit {
      guard let start = messages.firstIndex(where: { !$0.content.toolCalls.isEmpty }) else { return }
      let results = messages[(start + 1)...].prefix { $0.content.role == .tool }
      let end = results.endIndex
      guard end < messages.endIndex else { return }
      cost -= messages[start..<end].map(\.cost).reduce(0, +)
      messages.removeSubrange(start..<end)
    }
  }
}
