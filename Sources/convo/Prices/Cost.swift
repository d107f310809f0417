import ChatStore

/// What turns cost, each currency by itself.
struct Cost {
  /// Turns that used tokens and have no price.
  private(set) var unpricedTurns = 0

  private var byCurrency: [String: CurrencyCost] = [:]

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
    byCurrency[price.currency, default: CurrencyCost(currency: price.currency)]
      .add(sums, at: price)
  }

  /// The amounts in the order of their currencies.
  var amounts: [CurrencyCost] { byCurrency.values.sorted { $0.currency < $1.currency } }

  /// The cost for people: `~` for estimated tokens, `≥` and `≤` where the price is a bound.
  var text: String {
    let words = amounts.map { "\($0.accuracy.mark)\($0.amount.text) \($0.currency)" }
    return (words + (unpricedTurns > 0 ? ["unpriced"] : [])).joined(separator: " + ")
  }
}
