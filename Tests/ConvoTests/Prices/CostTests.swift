import ChatStore
import Testing

@testable import convo

@Suite("What turns cost")
struct CostTests {
  private static let prices = """
    [[prices]]
    models = ["plain"]
    currency = "USD"
    input = 1
    output = 2

    [[prices]]
    models = ["tiered"]
    currency = "USD"
    input = 1
    output = 2
    tiered = true

    [[prices]]
    models = ["hours"]
    currency = "CNY"
    input = 1
    output = 2
    off_peak = 0.5
    """

  private static func cost(
    of model: String, prompt: Usage.Count = Usage.Count(reported: 1_000_000)
  ) throws -> CurrencyCost {
    let list = try withScratchFolder { folder in
      try ConfigurationFile.write(prices, to: folder + "/prices.toml")
      return try PriceList(
        configuration: Configuration.parse("", path: folder + "/config.toml"),
        file: folder + "/prices.toml")
    }
    let price = try #require(
      list.price(of: UsageKey(day: "2026-11-30", provider: "mine", model: model)))
    var sums = UsageSums()
    sums.prompt.reported = prompt.reported ?? 0
    sums.prompt.estimated = prompt.estimated ?? 0
    var cost = CurrencyCost(currency: price.currency)
    cost.add(sums, at: price)
    return cost
  }

  @Test(
    "An amount says how far it can be relied on",
    arguments: [
      ("plain", "exact", ""), ("tiered", "at_least", "≥"), ("hours", "at_most", "≤"),
    ])
  func accuracy(model: String, name: String, mark: String) throws {
    let cost = try Self.cost(of: model)
    #expect(cost.accuracy.rawValue == name && cost.accuracy.mark == mark)
    #expect(cost.amount.exact == "1.000000")
    let estimated = try Self.cost(of: model, prompt: Usage.Count(estimated: 1_000_000))
    #expect(estimated.accuracy == .estimated && estimated.accuracy.mark == "~")
  }
}
