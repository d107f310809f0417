/// One reply of a model, put together from whatever pieces it came in.
public struct Reply: Sendable {
  /// Whether a reply is all that the model wrote.
  public enum Completion: Sendable, Equatable {
    /// It is whole, and exact to the byte.
    case complete
    /// It is not; one sentence says why.
    case truncated(reason: String)
  }

  /// The answer.
  public var text: String
  /// Whether the endpoint gave no content at all, as with tool calls, rather than an empty one.
  public var textWasNull: Bool
  /// The content in parts, an array, where it was more than text; `text` joins their texts.
  public var parts: JSONValue?
  /// What the model thought first.
  public var reasoning: String?
  /// The member that the reasoning came under.
  public var reasoningKey: String?
  /// The model's refusal, where the endpoint keeps it apart.
  public var refusal: String?
  /// The tools that the model asks for.
  public var toolCalls: [ChatToolCall]
  /// Members of the message that this library does not know; the last value of each, nulls left
  /// out.
  public var extras: [(key: String, value: JSONValue)]
  /// Why the model stopped: `stop`, `length`, `tool_calls` or another word.
  public var finishReason: String?
  /// The model that answered, as the endpoint names it.
  public var model: String?
  /// What it cost.
  public var usage: TokenUsage?
  /// Everything else, in the shape of a `chat.completion` without the message.
  ///
  /// Merged from all chunks, the last value of each member winning, and at most 64 KiB of JSON: the
  /// biggest members go first, and `convo_truncated` then says so. `convo_ignored_choices` counts
  /// further choices, which are not kept.
  public var envelope: JSONValue
  /// Whether it is whole.
  public var completion: Completion

  /// Whether it says nothing: no text, no part, no refusal, no tool call.
  public var isEmpty: Bool {
    text.isEmpty && parts == nil && (refusal ?? "").isEmpty && toolCalls.isEmpty
  }

  /// Makes a reply.
  public init(
    text: String = "", textWasNull: Bool = false, parts: JSONValue? = nil,
    reasoning: String? = nil,
    reasoningKey: String? = nil, refusal: String? = nil, toolCalls: [ChatToolCall] = [],
    extras: [(key: String, value: JSONValue)] = [], finishReason: String? = nil,
    model: String? = nil, usage: TokenUsage? = nil, envelope: JSONValue = [:],
    completion: Completion = .complete
  ) {
    self.text = text
    self.textWasNull = textWasNull
    self.parts = parts
    self.reasoning = reasoning
    self.reasoningKey = reasoningKey
    self.refusal = refusal
    self.toolCalls = toolCalls
    self.extras = extras
    self.finishReason = finishReason
    self.model = model
    self.usage = usage
    self.envelope = envelope
    self.completion = completion
  }

  /// The reply as a message of a history.
  public var message: ChatMessage {
    let text = textWasNull && self.text.isEmpty ? nil : ChatMessage.Content.text(self.text)
    return ChatMessage(
      role: "assistant", content: parts.map { .parts($0) } ?? text,
      reasoning: reasoning, reasoningKey: reasoningKey, toolCalls: toolCalls, refusal: refusal,
      extras: extras)
  }
}

extension Reply: Equatable {
  /// Whether two replies are the same, strings compared by their bytes.
  public static func == (left: Reply, right: Reply) -> Bool {
    left.message == right.message && left.text.hasSameBytes(as: right.text)
      && left.textWasNull == right.textWasNull
      && left.finishReason.hasSameBytes(as: right.finishReason)
      && left.model.hasSameBytes(as: right.model) && left.usage == right.usage
      && left.envelope == right.envelope && left.completion == right.completion
  }
}
