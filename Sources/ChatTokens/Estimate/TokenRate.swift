/// What one unit of a `ScriptClass` costs, in thousandths of a token.
///
/// Integers, so that the same text has the same count on every machine.
public struct TokenRate: Sendable, Equatable {
  /// The rate that is right most often.
  public var expected: Int

  /// The rate that is hardly ever exceeded over a text of some length.
  public var upper: Int

  /// Rates in thousandths of a token.
  public init(expected: Int, upper: Int) {
    self.expected = expected
    self.upper = upper
  }
}
