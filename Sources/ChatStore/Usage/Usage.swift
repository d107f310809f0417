/// The tokens of one turn, or of many.
public struct Usage: Sendable, Equatable {
  /// A count, as the endpoint reported it and as convo estimated it.
  public struct Count: Sendable, Equatable {
    /// What the endpoint said.
    public var reported: Int?
    /// What convo counted by itself.
    public var estimated: Int?

    /// Makes a count.
    public init(reported: Int? = nil, estimated: Int? = nil) {
      self.reported = reported
      self.estimated = estimated
    }
  }

  /// Tokens of the request.
  public var prompt: Count
  /// Tokens of the reply, reasoning included.
  public var completion: Count
  /// Tokens of the request that the endpoint had in its cache.
  public var cached: Count
  /// Tokens of the reply that were reasoning.
  public var reasoning: Count

  /// Makes a record of usage.
  public init(
    prompt: Count = Count(), completion: Count = Count(), cached: Count = Count(),
    reasoning: Count = Count()
  ) {
    self.prompt = prompt
    self.completion = completion
    self.cached = cached
    self.reasoning = reasoning
  }
}
