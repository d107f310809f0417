/// How many tokens a text is: what is expected, and what it will hardly exceed.
///
/// The two are equal when the count is exact. Budgets are kept with `upper`, reports show
/// `expected`. Arithmetic saturates, so that sums over any number of texts never trap.
public struct TokenCount: Sendable, Equatable {
  /// The likeliest number of tokens.
  public var expected: Int

  /// The number to plan with; never below `expected` in counts that a `Tokenizer` makes.
  public var upper: Int

  /// Nothing at all.
  public static let zero = TokenCount(exactly: 0)

  /// Whether the count came from the vocabulary itself.
  public var isExact: Bool { expected == upper }

  /// An estimate.
  public init(expected: Int, upper: Int) {
    self.expected = expected
    self.upper = upper
  }

  /// An exact count.
  public init(exactly count: Int) {
    self.init(expected: count, upper: count)
  }

  /// The sum, each part held at the largest `Int` instead of overflowing.
  public static func + (left: TokenCount, right: TokenCount) -> TokenCount {
    TokenCount(
      expected: left.expected.addingSaturated(right.expected),
      upper: left.upper.addingSaturated(right.upper))
  }

  /// Adds, saturating as `+` does.
  public static func += (left: inout TokenCount, right: TokenCount) {
    left = left + right
  }
}
