public import ChatCompletions
public import ChatStore

/// Translates between messages as they are stored and as they go over the wire.
public struct MessageMapping: Sendable {
  /// Whether the endpoint knows the role `developer`; where it does not, `system` is sent.
  public var developerRole: Bool
  /// When earlier reasoning is sent back.
  public var reasoning: ReasoningPolicy

  /// Makes a translation.
  public init(developerRole: Bool = false, reasoning: ReasoningPolicy = .toolTurns) {
    self.developerRole = developerRole
    self.reasoning = reasoning
  }

  /// The message as it is sent.
  public func wire(_ content: MessageContent) -> ChatMessage {
    let role = content.role == .developer && !developerRole ? Role.system : content.role
    let sendsReasoning =
      switch reasoning {
      case .never: false
      case .toolTurns: !content.toolCalls.isEmpty
      case .always: true
      }
    return ChatMessage(
      role: role.rawValue, content: Self.wireContent(content), name: content.name,
      reasoning: sendsReasoning ? content.reasoning : nil,
      reasoningKey: sendsReasoning ? content.reasoningKey : nil,
      toolCalls: content.toolCalls.map {
        ChatToolCall(id: $0.callID, type: $0.type, name: $0.name, arguments: $0.arguments)
      },
      toolCallID: content.toolCallID)
  }

  /// The message as a lossless record: with reasoning, refusal and every other field.
  public static func record(_ content: MessageContent) -> ChatMessage {
    var message = MessageMapping(developerRole: true, reasoning: .always).wire(content)
    message.refusal = content.refusal
    let extras = content.extras.flatMap { try? JSONValue(parsing: $0) }
    message.extras = extras?.objectValue?.pairs ?? []
    return message
  }

  /// The message as it is stored.
  public static func stored(_ reply: Reply) -> MessageContent {
    MessageContent(
      role: .assistant, text: reply.text, reasoning: reply.reasoning,
      reasoningKey: reply.reasoningKey,
      toolCalls: reply.toolCalls.map {
        ToolCall(callID: $0.id, type: $0.type, name: $0.name, arguments: $0.arguments)
      },
      refusal: reply.refusal,
      extras: reply.extras.isEmpty
        ? nil : JSONValue.object(JSONObject(reply.extras)).serialized)
  }

  private static func wireContent(_ content: MessageContent) -> ChatMessage.Content? {
    if let parts = content.parts, let json = try? JSONValue(parsing: parts) { return .parts(json) }
    // Beside calls an empty text was null on the wire, and some endpoints insist on that.
    if content.text.isEmpty, !content.toolCalls.isEmpty { return nil }
    return .text(content.text)
  }
}
