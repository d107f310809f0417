public import ChatTokens

/// The most tokens that a message can cost in a request.
public struct MessageCost: Sendable {
  private let tokenizer: any Tokenizer
  private let overhead: TemplateOverhead

  /// Makes a counter.
  public init(tokenizer: any Tokenizer, overhead: TemplateOverhead) {
    self.tokenizer = tokenizer
    self.overhead = overhead
  }

  /// The cost of a message with its share of the chat template, by the upper count.
  public func callAsFunction(_ content: MessageContent) -> Int {
    var sum = overhead.perMessage
    if content.name != nil { sum += overhead.perName }
    if content.role == .tool { sum += overhead.perToolResult }
    func add(_ text: String?) {
      if let text { sum += tokenizer.count(text).upper }
    }
    if content.parts != nil { add(content.parts) } else { add(content.text) }
    add(content.reasoning)
    add(content.name)
    add(content.toolCallID)
    add(content.refusal)
    add(content.extras)
    for call in content.toolCalls {
      sum += overhead.perToolCall
      add(call.callID)
      add(call.name)
      add(call.arguments)
    }
    return sum
  }
}
