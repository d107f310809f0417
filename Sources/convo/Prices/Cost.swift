import ChatStore

/// What turns cost, each currency by itself.
struct Cost {
  /// The amounts, by currency.
  private(set) var amounts: [String: Money] = [:]
  /// Turns that used tokens and have no price.
  private(set) var unpricedTurns = 0
  /// True when long prompts or replies may have cost more.
  private(set) var isLeast = false
  /// True when some of it may have been sent in cheaper hours.
  private(set) var isMost = false
  /// True when tokens were estimated.
  private(set) var isEstimated = false

  /// Computes what the parts of a row cost.
  init(of row: UsageRow, _ prices: PriceList) {
    for part in row.parts { add(part.sums, of: part.key, prices) }
  }

  /// Computes what one turn cost.
  init(of turn: Turn, _ prices: PriceList) {
    add(
      UsageSums(of: turn),
      of: UsageKey(day: turn.sentAt.localDay, provider: turn.provider, model: turn.model), prices)
  }

  private mutating func add(_ sums: UsageSums, of key: UsageKey, _ prices: PriceList) {
    guard sums.prompt.total > 0 || sums.completion.total > 0 else { return }
    guard let price = prices.price(of: key) else {
      let (turns, overflow) = unpricedTurns.addingReportingOverflow(sums.turns)
      unpricedTurns = overflow ? .max : turns
      return
    }
    amounts[price.currency] = (amounts[price.currency] ?? Money()) + price.cost(of: sums)
    let isFree = price.input == 0 && price.output == 0
    isLeast = isLeast || (price.isLeast && !isFree)
    isMost = isMost || price.isMost
    isEstimated = isEstimated || sums.prompt.estimated > 0 || sums.completion.estimated > 0
  }

  /// The amounts in the order of their currencies.
  var sorted: [(currency: String, amount: Money)] {
    amounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The cost for people: `~` for estimated tokens, `≥` and `≤` where the price is a bound.
  var text: String {
    var words = sorted.map { "\($0.amount.text) \($0.currency)" }
    if unpricedTurns > 0 { words.append("unpriced") }
    guard !words.isEmpty else { return "" }
    let mark = (isEstimated || (isLeast && isMost)) ? "~" : isLeast ? "≥" : isMost ? "≤" : ""
    return (amounts.isEmpty ? "" : mark) + words.joined(separator: " + ")
  }
}
