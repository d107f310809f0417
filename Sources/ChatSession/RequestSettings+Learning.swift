public import ChatCompletions
public import ChatStore
import ChatTokens

extension RequestSettings {
  /// The settings with what the endpoint has taught.
  ///
  /// A budget that was given for this request is meant as it is.
  public func adjusted(by store: ChatStore) throws -> RequestSettings {
    var settings = self
    if canLearn { settings.calibration = try store.calibration(of: model, at: provider) }
    guard !isBudgetGiven, let limit = try store.learnedLimit(of: model, at: provider),
      limit.assumed == contextLimit
    else { return settings }
    return settings.limited(to: limit.tokens, includingReply: limit.includesReply)
  }

  /// Keeps what a reply teaches: that the endpoint takes so much, and how it counts.
  func learn(from usage: TokenUsage?, of request: PreparedRequest, in store: ChatStore) {
    guard let tokens = usage?.prompt else { return }
    var shape: PromptShape?
    if canLearn, let messages = request.window.shape {
      let counter = SchemaCounter(tokenizer: tokenizer, template: template)
      shape = messages + counter.shape(of: parameters)
    }
    // The reply is stored by now; what it teaches can be learned from the next one.
    try? store.learn(
      promptTokens: tokens, replyTokens: usage?.completion, of: shape, model: model, at: provider)
  }

  /// The settings for a second try after an endpoint has refused a window as too long.
  ///
  /// - Parameters:
  ///   - refusal: What it said.
  ///   - window: The window that it refused.
  /// - Returns: Settings whose budget is less than that window cost.
  func corrected(for refusal: ContextRefusal, of window: ContextWindow) -> RequestSettings {
    var corrected = self
    if let limit = refusal.limit {
      corrected = limited(to: limit, includingReply: refusal.includesReply)
    }
    var available = corrected.contextLimit - corrected.reserve
    // An endpoint that counts more than was counted here does so for the next window too.
    if let prompt = refusal.prompt, prompt > window.cost {
      available = Int(Double(available) * Double(window.cost) / Double(prompt))
    }
    if available >= window.cost { available = window.cost / 4 * 3 }
    corrected.contextLimit = corrected.reserve + max(0, available)
    return corrected
  }

  /// The same, and the limit that was named is kept.
  public func corrected(
    for refusal: ContextRefusal, of window: ContextWindow, learningIn store: ChatStore
  ) -> RequestSettings {
    if let limit = learnedLimit(from: refusal) {
      // A second try is worth more than a limit that is kept.
      try? store.learn(limit, of: model, at: provider)
    }
    return corrected(for: refusal, of: window)
  }

  /// What is to be kept of a refusal; nil where it names no limit, or one for which the user answers.
  private func learnedLimit(from refusal: ContextRefusal) -> LearnedLimit? {
    guard !isBudgetGiven else { return nil }
    return refusal.limit.map {
      LearnedLimit(tokens: $0, includesReply: refusal.includesReply, assumed: contextLimit)
    }
  }

  private func limited(to tokens: Int, includingReply: Bool) -> RequestSettings {
    var settings = self
    if includingReply {
      settings.contextLimit = min(contextLimit, tokens)
      settings.reserve = min(reserve, settings.contextLimit / 2)
    } else {
      // Of the window, the reply has what the prompt may not have.
      settings.reserve = max(reserve, contextLimit - min(contextLimit, tokens))
    }
    return settings
  }
}
