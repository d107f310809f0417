/// What a model's chat template puts around the messages of a request.
public enum ChatTemplate: String, Sendable, CaseIterable {
  /// As OpenAI's cookbook counts.
  case openAI = "openai"
  /// Qwen's, from Qwen to Qwen3.
  case chatML = "chatml"
  /// DeepSeek's, from V3 on.
  case deepSeek = "deepseek"
  /// Any: no less than the largest of the others.
  case unknown

  /// What it adds, where texts are counted by themselves.
  public var overhead: TemplateOverhead { .safe }
}
