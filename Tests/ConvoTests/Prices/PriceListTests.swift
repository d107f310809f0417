import ChatStore
import Testing

@testable import convo

@Suite("What models cost")
struct PriceListTests {
  /// Prices with those of a user's file, and a provider of his own.
  private static func list(_ prices: String? = nil, providers: String = "") throws -> PriceList {
    try withScratchFolder { folder in
      let file = folder + "/prices.toml"
      if let prices { try ConfigurationFile.write(prices, to: file) }
      return try PriceList(
        configuration: Configuration.parse(providers, path: folder + "/config.toml"), file: file)
    }
  }

  private static func key(_ day: String, _ provider: String, _ model: String) -> UsageKey {
    UsageKey(day: day, provider: provider, model: model)
  }

  @Test(
    "The built-in prices can be read, those of the same models together and in order of their days")
  func builtIn() throws {
    let file = try PriceFile(PriceList.builtIn, name: "prices.toml")
    #expect(file.entries.count > 200 && file.hosts["api.openai.com"] == "openai")
    var seen: [(models: [String], provider: String?)] = []
    for (index, entry) in file.entries.enumerated() {
      let before = index > 0 ? file.entries[index - 1] : nil
      if let before, before.models == entry.models, before.provider == entry.provider {
        #expect(before.from ?? "" < entry.from ?? "", "\(entry.models)")
      } else {
        #expect(!seen.contains { $0 == (entry.models, entry.provider) }, "\(entry.models)")
        seen.append((entry.models, entry.provider))
      }
      #expect(entry.price.cached <= entry.price.input, "\(entry.models)")
      #expect(entry.provider.map { file.hosts.values.contains($0) } == true, "\(entry.models)")
    }
  }

  @Test("A price is that of the day")
  func days() throws {
    let list = try Self.list()
    let old = try #require(list.price(of: Self.key("2024-10-01", "openai", "gpt-4o")))
    let new = try #require(list.price(of: Self.key("2024-10-02", "openai", "gpt-4o")))
    #expect(old.input == 5_000_000 && new.input == 2_500_000 && new.cached == 1_250_000)
    #expect(new.currency == "USD" && new.output == 10_000_000)
    #expect(
      list.price(of: Self.key("2026-01-01", "openai", "OpenAI/GPT-4o-2024-08-06"))?.input
        == 2_500_000)
  }

  @Test(
    "A price is that of whoever serves the model, known by host or name; elsewhere nothing is guessed"
  )
  func providers() throws {
    let list = try Self.list(
      providers: """
        [providers.mine]
        base_url = "https://api.openai.com/v1"
        [providers.reseller]
        base_url = "https://cheap.example/v1"
        """)
    func price(_ provider: String) -> Int? {
      list.price(of: Self.key("2026-01-01", provider, "gpt-4o"))?.input
    }
    #expect(price("openai") == 2_500_000 && price("mine") == 2_500_000)
    #expect(price("api.openai.com") == 2_500_000)
    #expect(price("reseller") == nil && price("ecnu") == nil && price("qwen") == nil)
    #expect(list.price(of: Self.key("2026-01-01", "openai", "gpt-99")) == nil)
    #expect(list.price(of: Self.key("2026-01-01", "ecnu", "ecnu-plus")) == nil)
  }

  @Test("The user's prices come first, for anybody or for one provider, from a day on")
  func users() throws {
    let list = try Self.list(
      """
      prices = [
        { models = ["ecnu-*"], currency = "cny", input = 1, output = 2.5 },
        { models = ["ecnu-*"], from = "2026-06-01", currency = "CNY", input = 2, cached = 0.5, output = 3 },
        { models = ["gpt-4o"], provider = "reseller", currency = "EUR", input = 9, output = 9 },
      ]
      """)
    let old = try #require(list.price(of: Self.key("2026-05-31", "ecnu", "ecnu-plus")))
    #expect(old == Price(currency: "CNY", input: 1_000_000, cached: 1_000_000, output: 2_500_000))
    #expect(list.price(of: Self.key("2026-06-01", "x", "lab/ECNU-max"))?.cached == 500_000)
    #expect(list.price(of: Self.key("2026-06-01", "reseller", "gpt-4o"))?.currency == "EUR")
    #expect(list.price(of: Self.key("2026-06-01", "openai", "gpt-4o"))?.currency == "USD")
    let later = try Self.list(
      """
      prices = [ { models = ["gpt-4o"], from = "2026-12-01", currency = "EUR", input = 9, output = 9 } ]
      [hosts]
      openai = ["mirror.example"]
      """)
    #expect(later.price(of: Self.key("2026-11-30", "openai", "gpt-4o"))?.currency == "USD")
    #expect(later.price(of: Self.key("2026-12-01", "openai", "gpt-4o"))?.currency == "EUR")
    #expect(later.price(of: Self.key("2026-11-30", "mirror.example", "gpt-4o"))?.currency == "USD")
  }

  @Test("What is cached costs what that costs, and cannot be more than the prompt")
  func cost() {
    let price = Price(currency: "USD", input: 2_000_000, cached: 500_000, output: 8_000_000)
    var sums = UsageSums()
    sums.prompt.reported = 1000
    sums.completion.estimated = 100
    sums.cached = 600
    #expect(price.cost(of: sums).trillionths == 400 * 2_000_000 + 600 * 500_000 + 100 * 8_000_000)
    sums.cached = 5000
    #expect(price.cost(of: sums).trillionths == 1000 * 500_000 + 100 * 8_000_000)
    sums.prompt.reported = .max
    sums.completion.reported = .max
    #expect(price.cost(of: sums).trillionths > 0)
  }

  @Test(
    "A file that is none is refused with its place",
    arguments: [
      "prices = 1", "price = []", "prices = [ 1 ]", "prices = [ { models = [] } ]",
      "prices = [ { models = [\"m\"], currency = \"USD\", input = 1 } ]",
      "prices = [ { models = [\"m\"], currency = \"USD\", input = -1, output = 1 } ]",
      "prices = [ { models = [\"m\"], currency = \"USD\", input = \"1\", output = 1 } ]",
      "prices = [ { models = [\"m\"], currency = \"dollars\", input = 1, output = 1 } ]",
      "prices = [ { models = [\"m\"], from = \"soon\", currency = \"USD\", input = 1, output = 1 } ]",
      "prices = [ { models = [\"m\"], currency = \"USD\", input = 1, outputs = 1 } ]",
      "prices = [ { models = [\"m\"], currency = \"USD\", input = 1, output = 1, off_peak = 2 } ]",
    ])
  func refused(text: String) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try PriceFile(text, name: "prices.toml")
    }
    #expect(error.map { "\($0)".hasPrefix("prices.toml:1:") } == true)
  }
}
