/// One message as it stands on the wire.
///
/// What the Chat Completions format names has a property of its own; every other member is in
/// `extras` and survives a round trip.
public struct ChatMessage: Sendable {
  /// What a message says.
  public enum Content: Sendable, Equatable {
    /// Plain text.
    case text(String)
    /// Content in parts (an array), or anything else that is not text, as it was given.
    case parts(JSONValue)

    /// Whether two contents are the same, text compared by its bytes.
    public static func == (left: Content, right: Content) -> Bool {
      switch (left, right) {
      case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
      case (.parts(let left), .parts(let right)): left == right
      default: false
      }
    }
  }

  /// The role: `system`, `developer`, `user`, `assistant`, `tool`, or another that is passed on.
  public var role: String
  /// The content; nil is written as `null`.
  public var content: Content?
  /// The name of the participant.
  public var name: String?
  /// What the model thought before it answered.
  public var reasoning: String?
  /// The member that the reasoning came under: `reasoning_content` or `reasoning`.
  public var reasoningKey: String?
  /// The tools that the model asks for.
  public var toolCalls: [ChatToolCall]
  /// In a tool's message, the call that it answers.
  public var toolCallID: String?
  /// The model's refusal, where the endpoint keeps it apart from the content.
  public var refusal: String?
  /// Members that this library does not know, in order.
  public var extras: [(key: String, value: JSONValue)]

  /// Makes a message.
  public init(
    role: String, content: Content? = nil, name: String? = nil, reasoning: String? = nil,
    reasoningKey: String? = nil, toolCalls: [ChatToolCall] = [], toolCallID: String? = nil,
    refusal: String? = nil, extras: [(key: String, value: JSONValue)] = []
  ) {
    self.role = role
    self.content = content
    self.name = name
    self.reasoning = reasoning
    self.reasoningKey = reasoningKey
    self.toolCalls = toolCalls
    self.toolCallID = toolCallID
    self.refusal = refusal
    self.extras = extras
  }
}

extension ChatMessage: Equatable {
  /// Whether two messages are the same, strings compared by their bytes.
  public static func == (left: ChatMessage, right: ChatMessage) -> Bool {
    left.role.hasSameBytes(as: right.role) && left.content == right.content
      && left.name.hasSameBytes(as: right.name)
      && left.reasoning.hasSameBytes(as: right.reasoning)
      && left.reasoningKey.hasSameBytes(as: right.reasoningKey)
      && left.toolCalls == right.toolCalls
      && left.toolCallID.hasSameBytes(as: right.toolCallID)
      && left.refusal.hasSameBytes(as: right.refusal)
      && JSONObject(left.extras) == JSONObject(right.extras)
  }
}
