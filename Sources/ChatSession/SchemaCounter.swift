import ChatCompletions
import ChatTokens

/// Counts the schemas in a request's parameters: of tools, and of the reply's form.
struct SchemaCounter {
  let tokenizer: any Tokenizer
  let template: ChatTemplate

  /// The most tokens of what the parameters describe.
  func tokens(in parameters: [(key: String, value: JSONValue)]) -> Int {
    var sum = 0
    for (key, value) in parameters where ["tools", "functions", "response_format"].contains(key) {
      sum += key == "tools" ? tokens(ofTools: value) : count(value.serialized)
    }
    return sum
  }

  private func tokens(ofTools tools: JSONValue) -> Int {
    guard let list = tools.arrayValue, !list.isEmpty else { return 0 }
    switch template {
    case .qwen25, .qwen3: return QwenTools(tools: list).pieces.map(count).reduce(4, +)
    case .openAI, .deepSeekV3, .deepSeekV31, .unknown:
      let overhead = TemplateOverhead.safe
      return overhead.perToolList + list.count * overhead.perTool + count(tools.serialized)
    }
  }

  private func count(_ text: String) -> Int { tokenizer.count(text).upper }
}
