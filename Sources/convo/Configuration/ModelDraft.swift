import ChatSession
import ChatStore
import ChatTokens

/// What a file says about a model, or about all models of a provider.
struct ModelDraft: Sendable, Equatable {
  var context: Int?
  var reply: Int?
  var prompt: Int?
  var temperatureMinimum: Double?
  var temperatureMaximum: Double?
  var tokenizer: TokenizerChoice?
  var splitting: Splitting?
  var template: ChatTemplate?
  var reasoning: ReasoningPolicy?
  var images: ImageRule?
  var strategy: ContextStrategy?
  var shorten: Int?
  var calibrate: Bool?

  /// Takes what another file says over what this one says.
  func overridden(by other: ModelDraft) -> ModelDraft {
    ModelDraft(
      context: other.context ?? context,
      reply: other.reply ?? reply,
      // Whoever says how large the window is knows better than who says what of it is prompt.
      prompt: other.prompt ?? (other.context == nil ? prompt : nil),
      temperatureMinimum: other.temperatureMinimum ?? temperatureMinimum,
      temperatureMaximum: other.temperatureMaximum ?? temperatureMaximum,
      tokenizer: other.tokenizer ?? tokenizer,
      splitting: other.splitting ?? splitting,
      template: other.template ?? template,
      reasoning: other.reasoning ?? reasoning,
      images: other.images ?? images,
      strategy: other.strategy ?? strategy,
      shorten: other.shorten ?? shorten,
      calibrate: other.calibrate ?? calibrate)
  }

  /// The profile of a model; what is not said is assumed.
  func profile(_ name: String) -> ModelProfile {
    let unknown = ModelProfile.unknown(name)
    let context = self.context ?? unknown.context
    let lower = temperatureMinimum ?? 0
    return ModelProfile(
      name: name,
      context: context,
      reply: min(reply ?? unknown.reply, context / 2),
      prompt: prompt.map { min($0, context) },
      // Files that override each other may leave a range with its ends crossed.
      temperature: temperatureMaximum.map { lower...max(lower, $0) },
      tokenizer: tokenizer ?? unknown.tokenizer,
      splitting: splitting,
      template: template ?? unknown.template,
      reasoning: reasoning ?? unknown.reasoning,
      images: images?.cost ?? unknown.images,
      strategy: strategy ?? unknown.strategy,
      calibrate: calibrate ?? unknown.calibrate,
      shorten: shorten)
  }
}
