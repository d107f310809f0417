import ChatStore

/// What turns cost in one currency.
struct CurrencyCost: Equatable {
  /// The currency, by ISO 4217.
  let currency: String
  /// How much.
  private(set) var amount = Money()

  private var isLeast = false
  private var isMost = false
  private var isEstimated = false

  init(currency: String) {
    self.currency = currency
  }

  /// How far the amount can be relied on.
  var accuracy: CostAccuracy {
    if isEstimated || (isLeast && isMost) { return .estimated }
    return isLeast ? .atLeast : isMost ? .atMost : .exact
  }

  mutating func add(_ sums: UsageSums, at price: Price) {
    amount = amount + price.cost(of: sums)
    let isFree = price.input == 0 && price.output == 0
    isLeast = isLeast || (price.isLeast && !isFree)
    isMost = isMost || price.isMost
    isEstimated = isEstimated || sums.prompt.estimated > 0 || sums.completion.estimated > 0
  }
}
