/// Messages that are sent although their exchanges are not.
struct SingleMessages {
  private var byID: [Identifier<Message>: ContextMessage]

  init(_ messages: [ContextMessage]) {
    byID = Dictionary(messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What they cost together.
  var cost: Int { byID.values.map(\.cost).reduce(0, +) }

  /// Whether a message is one of them.
  func contains(_ message: ContextMessage) -> Bool { !byID.isEmpty && byID[message.id] != nil }

  /// Other messages, which are in path order, with these at their places among them.
  func merged(into others: [ContextMessage]) -> [ContextMessage] {
    guard !byID.isEmpty else { return others }
    var rest = others[...]
    var result: [ContextMessage] = []
    result.reserveCapacity(others.count + byID.count)
    for single in byID.values.sorted(by: { $0.depth < $1.depth }) {
      let above = rest.prefix { $0.depth < single.depth }
      result += above
      result.append(single)
      rest = rest[above.endIndex...]
    }
    return result + rest
  }

  /// Leaves out those that are sent with their exchange.
  mutating func remove(_ exchange: Exchange) {
    if !byID.isEmpty { for message in exchange.messages { byID[message.id] = nil } }
  }
}
