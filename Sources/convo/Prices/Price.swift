import ChatStore

/// What a million tokens cost, in millionths of a currency's unit.
struct Price: Sendable, Equatable {
  /// The currency, by ISO 4217.
  var currency: String
  /// A million tokens of prompts that were not in a cache.
  var input: Int
  /// A million tokens of prompts that were.
  var cached: Int
  /// A million tokens of replies, reasoning included.
  var output: Int
  /// True where long prompts or replies cost more, so that this is the least.
  var isLeast = false
  /// True where it is the price of some hours of the day, and less at others.
  var isMost = false

  /// What turns of one day and model cost at this price.
  func cost(of sums: UsageSums) -> Money {
    // What is said of the cache cannot be more than the prompts.
    let cached = min(sums.cached, sums.prompt.total)
    let micros =
      Int128(sums.prompt.total - cached) * Int128(input) + Int128(cached) * Int128(self.cached)
      + Int128(sums.completion.total) * Int128(output)
    return Money(trillionths: micros)
  }
}
