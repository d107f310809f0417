import ChatStore
import ChatTokens

extension RequestSettings {
  /// The expected number of tokens of a request, for a report when the endpoint says none.
  func estimatedTokens(of window: ContextWindow) -> Int {
    zip(window.messages, window.attachments)
      .map { messageCost.count($0, attachments: $1).expected }.reduce(budget.fixedOverhead, +)
  }

  /// What a message costs as it is sent.
  var messageCost: MessageCost {
    MessageCost(tokenizer: tokenizer, overhead: overhead, images: images, sent: mapping.sent)
  }

  /// The expected number of tokens of a reply.
  func estimatedTokens(of reply: MessageContent) -> (completion: Int, reasoning: Int?) {
    let reasoning = reply.reasoning.map { tokenizer.count($0).expected }
    let calls = reply.toolCalls.map { tokenizer.count($0.name + $0.arguments).expected }
    let text = tokenizer.count(reply.text + (reply.refusal ?? "")).expected
    return (text + (reasoning ?? 0) + calls.reduce(0, +), reasoning)
  }
}
