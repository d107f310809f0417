import ChatStore
import ChatTokens

extension RequestSettings {
  /// What a message costs as it is sent.
  var counter: MessageCounter {
    let input = TemplateInput(template: template)
    let mapping = mapping
    return MessageCounter(
      tokenizer: tokenizer, template: template, images: images,
      variant: mapping.reasoning.rawValue,
      calibration: canLearn ? calibration ?? Calibration() : nil,
      sent: { input.content(mapping.sent($0)) })
  }

  /// Whether neither the model's vocabulary nor its template is known, so that usage teaches something.
  public var canLearn: Bool {
    calibrates && template == .unknown && tokenizer is ApproximateTokenizer
  }

  /// The expected number of tokens of a reply.
  func estimatedTokens(of reply: MessageContent) -> (completion: Int, reasoning: Int?) {
    let tokenizer: any Tokenizer =
      canLearn ? CalibratedTokenizer(calibration ?? Calibration()) : tokenizer
    let reasoning = reply.reasoning.map { tokenizer.count($0).expected }
    let calls = reply.toolCalls.map { tokenizer.count($0.name + $0.arguments).expected }
    let text = tokenizer.count(reply.text + (reply.refusal ?? "")).expected
    return (text + (reasoning ?? 0) + calls.reduce(0, +), reasoning)
  }
}
