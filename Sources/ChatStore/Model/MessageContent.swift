/// Everything of a message that its digest covers, apart from the parent: it never changes.
public struct MessageContent: Sendable, Equatable {
  /// Who speaks.
  public var role: Role
  /// What is shown and searched.
  public var text: String
  /// The content as JSON, where it was more than text.
  public var parts: String?
  /// The model's reasoning, kept apart from the text.
  public var reasoning: String?
  /// The wire's name for the reasoning: `reasoning_content` or `reasoning`.
  public var reasoningKey: String?
  /// The participant's name.
  public var name: String?
  /// Of a tool message, the id of the call that it answers.
  public var toolCallID: String?
  /// The calls that an assistant message asks for, in order.
  public var toolCalls: [ToolCall]
  /// The attachments, in order.
  public var attachments: [AttachmentReference]
  /// The model's refusal.
  public var refusal: String?
  /// A JSON object of other fields that the wire gave.
  public var extras: String?

  /// Makes a message's content.
  public init(
    role: Role, text: String, parts: String? = nil, reasoning: String? = nil,
    reasoningKey: String? = nil, name: String? = nil, toolCallID: String? = nil,
    toolCalls: [ToolCall] = [], attachments: [AttachmentReference] = [], refusal: String? = nil,
    extras: String? = nil
  ) {
    self.role = role
    self.text = text
    self.parts = parts
    self.reasoning = reasoning
    self.reasoningKey = reasoningKey
    self.name = name
    self.toolCallID = toolCallID
    self.toolCalls = toolCalls
    self.attachments = attachments
    self.refusal = refusal
    self.extras = extras
  }

  /// The same message with other words; what came with the old words alone is left out.
  public func saying(_ text: String) -> MessageContent {
    MessageContent(
      role: role, text: text, name: name, toolCallID: toolCallID, toolCalls: toolCalls,
      attachments: attachments)
  }

  /// A message of the user.
  public static func user(_ text: String) -> MessageContent { .init(role: .user, text: text) }
  /// A message of the model.
  public static func assistant(_ text: String) -> MessageContent {
    .init(role: .assistant, text: text)
  }
  /// Instructions.
  public static func system(_ text: String) -> MessageContent { .init(role: .system, text: text) }
}
