/// An endpoint's word that a request is too long for the model's window.
public struct ContextRefusal: Sendable, Equatable {
  /// The most tokens that it takes, where it says so.
  public var limit: Int?
  /// Whether that is prompt and reply together.
  public var includesReply: Bool
  /// The tokens of the prompt by its own count, where it says so.
  public var prompt: Int?

  /// Makes a refusal.
  public init(limit: Int? = nil, includesReply: Bool = true, prompt: Int? = nil) {
    self.limit = limit
    self.includesReply = includesReply
    self.prompt = prompt
  }
}

extension ChatClientError {
  /// What the endpoint said of the request's length; nil where it refused for another reason.
  ///
  /// There is no field that all servers set, so the words decide: `Tests/Reference/too-long.jsonl` has them as
  /// some seventy servers and versions write them, and what is easily mistaken for them.
  public var contextRefusal: ContextRefusal? {
    guard !isAboutSomethingElse else { return nil }
    let words = RefusalWords(message)
    let isCertain = [code, type].contains { $0.map(Self.certain.contains) ?? false }
    guard isCertain || words.speakOfLength else { return nil }
    let limit = words.limit
    return ContextRefusal(
      limit: limit?.tokens, includesReply: limit?.includesReply ?? true, prompt: words.prompt)
  }

  /// Codes and types that mean nothing else.
  private static let certain: Set<String> = [
    "context_length_exceeded", "exceed_context_size_error", "1261",
    "model_max_prompt_tokens_exceeded", "tokens_limit_reached", "tokens_too_long",
  ]

  /// Keys, money, how much a minute takes, and single fields.
  private var isAboutSomethingElse: Bool {
    if let status, [401, 402, 403, 429].contains(status) { return true }
    if code == "rate_limit_exceeded" || code == "string_above_max_length" { return true }
    return RefusalWords(message).contains(anyOf: [
      "per minute", "per min ", "per day", "rate limit",
    ])
  }
}
