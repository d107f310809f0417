/// How many tokens a request may have.
public struct TokenBudget: Sendable, Equatable {
  /// The model's window: request and reply together.
  public var limit: Int
  /// What is kept free for the reply.
  public var reserve: Int
  /// What every request costs beside its messages: tool schemas and the start of the reply.
  public var fixedOverhead: Int
  /// What of that is to be expected.
  public var expectedOverhead: Int
  /// What a request costs besides where it begins with no instructions, and the template adds its own.
  public var overheadWithoutInstructions: Int

  /// Makes a budget.
  public init(
    limit: Int, reserve: Int, fixedOverhead: Int = 0, expectedOverhead: Int? = nil,
    overheadWithoutInstructions: Int = 0
  ) {
    self.limit = limit
    self.reserve = reserve
    self.fixedOverhead = fixedOverhead
    self.expectedOverhead = expectedOverhead ?? fixedOverhead
    self.overheadWithoutInstructions = overheadWithoutInstructions
  }

  /// What is left for messages; never less than zero.
  ///
  /// Negative parts count as none.
  public var available: Int {
    let window = max(0, limit) - max(0, reserve)
    return window > 0 ? max(0, window - max(0, fixedOverhead)) : 0
  }

  /// The same for a request of which it is known how it begins.
  func beginning(withInstructions hasInstructions: Bool) -> TokenBudget {
    guard !hasInstructions, overheadWithoutInstructions > 0 else { return self }
    var budget = self
    let sum = fixedOverhead.addingReportingOverflow(overheadWithoutInstructions)
    budget.fixedOverhead = sum.overflow ? .max : sum.partialValue
    let expected = expectedOverhead.addingReportingOverflow(overheadWithoutInstructions)
    budget.expectedOverhead = expected.overflow ? .max : expected.partialValue
    budget.overheadWithoutInstructions = 0
    return budget
  }
}
