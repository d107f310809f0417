/// How many tokens a request may have.
public struct TokenBudget: Sendable, Equatable {
  /// The model's window: request and reply together.
  public var limit: Int
  /// What is kept free for the reply.
  public var reserve: Int
  /// What every request costs beside its messages: tool schemas and the start of the reply.
  public var fixedOverhead: Int

  /// Makes a budget.
  public init(limit: Int, reserve: Int, fixedOverhead: Int = 0) {
    self.limit = limit
    self.reserve = reserve
    self.fixedOverhead = fixedOverhead
  }

  /// What is left for messages; never less than zero.
  ///
  /// Negative parts count as none.
  public var available: Int {
    let window = max(0, limit) - max(0, reserve)
    return window > 0 ? max(0, window - max(0, fixedOverhead)) : 0
  }
}
