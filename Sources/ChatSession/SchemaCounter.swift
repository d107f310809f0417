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

  /// The same as far as it is known without a vocabulary.
  func shape(of parameters: [(key: String, value: JSONValue)]) -> PromptShape {
    var shape = PromptShape.zero
    let overhead = TemplateOverhead.safe
    for (key, value) in parameters where ["tools", "functions", "response_format"].contains(key) {
      if key == "tools" {
        guard let list = value.arrayValue, !list.isEmpty else { continue }
        shape.markup += overhead.perToolList + list.count * overhead.perTool
      }
      shape.histogram = shape.histogram + ScriptHistogram(value.serialized)
    }
    return shape
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
