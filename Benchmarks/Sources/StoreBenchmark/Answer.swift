import ChatStore

/// Turns as people have them: of four models, most reported, some estimated, some cut off or failed.
struct Answer {
  static let models = [
    (provider: "cloud", model: "gpt-4o"), (provider: "cloud", model: "gpt-4o-mini"),
    (provider: "other", model: "qwen-max"), (provider: "other", model: "deepseek-chat-awake"),
  ]

  let request: TurnRequest
  let outcome: TurnOutcome

  /// - Parameters:
  ///   - number: Which one.
  ///   - reply: What the model says.
  init(_ number: Int, reply: String) {
    let model = Self.models[number % Self.models.count]
    request = TurnRequest(
      provider: model.provider, model: model.model, estimatedPromptTokens: 900 + number % 700)
    var outcome = TurnOutcome(reply: .assistant(reply), modelAnswered: model.model)
    outcome.finishReason = "stop"
    switch number % 64 {
    case 61: outcome.error = "The connection broke off."
    case 62:
      outcome.reply = nil
      outcome.error = "The endpoint was busy."
    default: break
    }
    if number % 10 < 9 {
      outcome.usage = Usage(
        prompt: .init(reported: 1000 + number % 800), completion: .init(reported: 80 + number % 90),
        cached: .init(reported: number % 5 == 0 ? 512 : 0),
        reasoning: .init(reported: number % 7 == 0 ? 40 : 0))
    } else {
      outcome.usage = Usage(completion: .init(estimated: 70 + number % 90))
    }
    self.outcome = outcome
  }
}
