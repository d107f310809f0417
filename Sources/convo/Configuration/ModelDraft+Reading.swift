import ChatCompletions
import ChatSession
import ChatStore
import ChatTokens

extension ModelDraft {
  /// What a table that the schema has accepted says.
  init(table: JSONObject) {
    func text(_ key: String) -> String? { table[key]?.stringValue }
    self.init(
      context: table["context"]?.intValue,
      reply: table["reply"]?.intValue,
      prompt: table["prompt"]?.intValue,
      temperatureMinimum: table["temperature_min"]?.doubleValue,
      temperatureMaximum: table["temperature_max"]?.doubleValue,
      tokenizer: text("tokenizer").flatMap(TokenizerChoice.init),
      splitting: text("splitting").flatMap(Splitting.init(name:)),
      template: text("template").flatMap(ChatTemplate.init(rawValue:)),
      reasoning: text("reasoning").flatMap(ReasoningPolicy.init(rawValue:)),
      images: text("images").flatMap(ImageRule.init(rawValue:)),
      strategy: text("strategy").flatMap(ContextStrategy.init(rawValue:)),
      shorten: table["shorten"]?.intValue,
      calibrate: table["calibrate"]?.boolValue)
  }
}
