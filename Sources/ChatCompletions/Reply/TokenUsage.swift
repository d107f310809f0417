/// The tokens that an endpoint says a reply has cost; nil where it says nothing.
public struct TokenUsage: Sendable, Equatable {
  /// Tokens of the request.
  public var prompt: Int?
  /// Tokens of the reply, reasoning included.
  public var completion: Int?
  /// Both together.
  public var total: Int?
  /// Those tokens of the request that came from the provider's cache.
  public var cached: Int?
  /// Those tokens of the reply that were reasoning.
  public var reasoning: Int?

  /// Makes a usage.
  public init(
    prompt: Int? = nil, completion: Int? = nil, total: Int? = nil, cached: Int? = nil,
    reasoning: Int? = nil
  ) {
    self.prompt = prompt
    self.completion = completion
    self.total = total
    self.cached = cached
    self.reasoning = reasoning
  }

  /// Reads a `usage` object; nil when it reports nothing.
  ///
  /// A number that is negative, fractional or beyond a trillion counts as not reported: no window
  /// is that long, and a false number would spoil every sum.
  public init?(json: JSONValue) {
    func count(_ value: JSONValue?) -> Int? {
      value?.intValue.flatMap { 0...1_000_000_000_000 ~= $0 ? $0 : nil }
    }
    self.init(
      prompt: count(json["prompt_tokens"]), completion: count(json["completion_tokens"]),
      total: count(json["total_tokens"]),
      // DeepSeek's name for it stands at the top level.
      cached: count(json["prompt_tokens_details"]?["cached_tokens"])
        ?? count(json["prompt_cache_hit_tokens"]),
      reasoning: count(json["completion_tokens_details"]?["reasoning_tokens"]))
    if self == TokenUsage() { return nil }
  }
}
