import ChatStore
import ChatTokens

extension RequestSettings {
  /// The expected number of tokens of a request, for a report when the endpoint says none.
  func estimatedTokens(of window: ContextWindow) -> Int {
    let texts = window.messages.map { content in
      overhead.perMessage + tokenizer.count(content.parts ?? content.text).expected
        + content.toolCalls.map { overhead.perToolCall + tokenizer.count($0.arguments).expected }
        .reduce(0, +)
    }
    return texts.reduce(budget.fixedOverhead, +)
  }

  /// The expected number of tokens of a reply.
  func estimatedTokens(of reply: MessageContent) -> (completion: Int, reasoning: Int?) {
    let reasoning = reply.reasoning.map { tokenizer.count($0).expected }
    let calls = reply.toolCalls.map { tokenizer.count($0.name + $0.arguments).expected }
    let text = tokenizer.count(reply.text + (reply.refusal ?? "")).expected
    return (text + (reasoning ?? 0) + calls.reduce(0, +), reasoning)
  }
}
