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
      limit.assumed == assumedLimit
    else { return settings }
    var limited = settings.limited(to: limit.tokens, includingReply: limit.includesReply)
    let isLess = limited.contextLimit < contextLimit || limited.reserve > reserve
    limited.learnedLimit = isLess ? limit : nil
    return limited
  }

  /// Keeps what a reply teaches: that the endpoint takes so much, and how it counts.
  func learn(from usage: TokenUsage?, of request: PreparedRequest, in store: ChatStore) {
    // Where there are more cached tokens than prompt tokens, these leave the cached ones out.
    guard let usage, let tokens = usage.prompt, usage.cached ?? 0 <= tokens else { return }
    var shape: PromptShape?
    if canLearn, let messages = request.window.shape {
      let counter = SchemaCounter(tokenizer: tokenizer, template: template)
      shape = messages + counter.shape(of: parameters)
    }
    // The reply is stored by now; what it teaches can be learned from the next one.
    try? store.learn(
      promptTokens: tokens, replyTokens: usage.completion, of: shape, model: model, at: provider)
  }

  /// The settings for a second try after an endpoint has refused a window as too long.
  ///
  /// - Parameters:
  ///   - refusal: What it said.
  ///   - window: The window that it refused.
  /// - Returns: Settings whose budget is less than that window cost.
  public func corrected(for refusal: ContextRefusal, of window: ContextWindow) -> RequestSettings {
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

  /// Keeps the limit of corrected settings that an endpoint took after a refusal: the one that it named, or else
  /// the one that was assumed then.
  ///
  /// Only then: a number that is misread, or an error that only sounds like a refusal, would have nothing sent
  /// from there on. A budget that the user answers for teaches nothing, and neither does a limit that the reply
  /// went beyond.
  public func learn(
    from refusal: ContextRefusal, accepting corrected: RequestSettings, usage: Usage,
    in store: ChatStore
  ) {
    let limit = LearnedLimit(
      tokens: refusal.limit ?? corrected.contextLimit,
      includesReply: refusal.limit == nil || refusal.includesReply, assumed: assumedLimit)
    let (taken, isTooLarge) = (usage.prompt.reported ?? 0).addingReportingOverflow(
      limit.includesReply ? usage.completion.reported ?? 0 : 0)
    guard !isBudgetGiven, !isTooLarge, taken <= limit.tokens else { return }
    // What was sent is worth more than a limit that is kept.
    try? store.learn(limit, of: model, at: provider)
  }

  private func limited(to tokens: Int, includingReply: Bool) -> RequestSettings {
    var settings = self
    if includingReply {
      settings.contextLimit = min(contextLimit, tokens)
      if !isReserveGiven { settings.reserve = min(reserve, settings.contextLimit / 2) }
    } else {
      // Of the window, the reply has what the prompt may not have.
      settings.reserve = max(reserve, contextLimit - min(contextLimit, tokens))
    }
    return settings
  }
}
