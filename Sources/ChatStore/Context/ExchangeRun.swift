/// The exchanges that a window keeps, collected from the head upwards.
struct ExchangeRun {
  /// The newest first.
  private(set) var exchanges: [Exchange]
  /// What the window costs with them, and with what of the next one has been read.
  private(set) var cost: Int
  private let mandatory: Int
  private let alone: SingleMessages
  private var next = Exchange()

  /// Begins with the last exchange, which is sent in any case.
  /// - Parameters:
  ///   - last: It.
  ///   - mandatory: What else is sent in any case, together.
  ///   - alone: The messages of that which may belong to an exchange, which then is no dearer for them.
  init(endingWith last: Exchange, mandatory: Int, alone: SingleMessages) {
    exchanges = [last]
    cost = mandatory + last.cost
    self.mandatory = mandatory
    self.alone = alone
  }

  /// Adds the message above.
  mutating func prepend(_ message: ContextMessage) {
    next.prepend(message)
    cost += cost(of: message)
  }

  /// Takes the exchange in that has been read, if its user message is there.
  mutating func takeWhole() {
    guard next.isWhole else { return }
    exchanges.append(next)
    next = Exchange()
  }

  /// Whether these begin at a depth or above it.
  func reaches(_ depth: Int?) -> Bool {
    guard let depth, let first = exchanges.last?.firstDepth else { return false }
    return first <= depth
  }

  /// Has the results of tools shortened in all exchanges but the last.
  mutating func shorten(by shortening: Shortening) {
    exchanges = exchanges.prefix(1) + exchanges.dropFirst().map { $0.shortened(by: shortening) }
    next = next.shortened(by: shortening)
    cost = exchanges.map(cost).reduce(mandatory + cost(of: next), +)
  }

  /// The newest of them, as many as cost no more than half of what a budget leaves for exchanges; the last and
  /// the one above it in any case.
  func fitting(intoHalfOf available: Int) -> [Exchange] {
    let budget = mandatory + (available - mandatory) / 2
    var cost = mandatory
    let newest = exchanges.prefix(2)
    for exchange in newest { cost += self.cost(of: exchange) }
    return newest
      + exchanges.dropFirst(2).prefix { exchange in
        cost += self.cost(of: exchange)
        return cost <= budget
      }
  }

  private func cost(of exchange: Exchange) -> Int {
    exchange.messages.map(cost).reduce(0, +)
  }

  /// What is sent by itself is paid for already.
  private func cost(of message: ContextMessage) -> Int {
    alone.contains(message) ? 0 : message.cost
  }
}
