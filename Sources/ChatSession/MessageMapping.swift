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

  /// What of a message is sent; the rest costs no tokens.
  public func sent(_ content: MessageContent) -> MessageContent {
    var sent = content
    if !sendsReasoning(of: content) {
      sent.reasoning = nil
      sent.reasoningKey = nil
    }
    sent.refusal = nil
    sent.extras = nil
    return sent
  }

  private func sendsReasoning(of content: MessageContent) -> Bool {
    switch reasoning {
    case .never: false
    case .toolTurns: !content.toolCalls.isEmpty
    case .always: true
    }
  }

  /// The message as it is sent, its attachments laid out by `AttachmentLayout`.
  public func wire(
    _ content: MessageContent, attachments: [Attachment] = []
  ) -> ChatMessage {
    let role = content.role == .developer && !developerRole ? Role.system : content.role
    let sendsReasoning = sendsReasoning(of: content)
    return ChatMessage(
      role: role.rawValue, content: Self.wireContent(content, attachments), name: content.name,
      reasoning: sendsReasoning ? content.reasoning : nil,
      reasoningKey: sendsReasoning ? content.reasoningKey : nil,
      toolCalls: content.toolCalls.map {
        ChatToolCall(
          id: $0.callID, type: $0.type, name: $0.name, arguments: $0.arguments,
          extras: Self.members(of: $0.extras))
      },
      toolCallID: content.toolCallID)
  }

  /// The message as a lossless record: with reasoning, refusal and every other field.
  public static func record(_ content: MessageContent) -> ChatMessage {
    var message = MessageMapping(developerRole: true, reasoning: .always).wire(content)
    message.refusal = content.refusal
    message.extras = members(of: content.extras)
    return message
  }

  /// The message as it is stored.
  public static func stored(_ reply: Reply) -> MessageContent {
    MessageContent(
      role: .assistant, text: reply.text, parts: reply.parts?.serialized,
      reasoning: reply.reasoning,
      reasoningKey: reply.reasoningKey,
      toolCalls: reply.toolCalls.map {
        ToolCall(
          callID: $0.id, type: $0.type, name: $0.name, arguments: $0.arguments,
          extras: json($0.extras))
      },
      refusal: reply.refusal,
      extras: json(reply.extras))
  }

  /// The members of a stored JSON object; none where nothing is stored.
  private static func members(of json: String?) -> [(key: String, value: JSONValue)] {
    json.flatMap { try? JSONValue(parsing: $0) }?.objectValue?.pairs ?? []
  }

  private static func json(_ members: [(key: String, value: JSONValue)]) -> String? {
    members.isEmpty ? nil : JSONValue.object(JSONObject(members)).serialized
  }

  private static func wireContent(
    _ content: MessageContent, _ attachments: [Attachment]
  ) -> ChatMessage.Content? {
    let parts = content.parts.flatMap { try? JSONValue(parsing: $0) }
    if attachments.isEmpty {
      if let parts { return .parts(parts) }
    } else {
      return laidOut(AttachmentLayout(of: content, attachments: attachments), behind: parts)
    }
    // Beside calls an empty text was null on the wire, and some endpoints insist on that.
    if content.text.isEmpty, !content.toolCalls.isEmpty { return nil }
    return .text(content.text)
  }

  /// One text, where that is all; else parts
  /// (<https://platform.openai.com/docs/api-reference/chat/create>, "Array of content parts").
  private static func laidOut(
    _ layout: AttachmentLayout, behind parts: JSONValue?
  ) -> ChatMessage.Content {
    if parts == nil, layout.pieces.count == 1, case .text(let text) = layout.pieces[0] {
      return .text(text)
    }
    let added = layout.pieces.map { piece -> JSONValue in
      switch piece {
      case .text(let text): ["type": "text", "text": .string(text)]
      case .image(let mediaType, let bytes):
        [
          "type": "image_url",
          "image_url": ["url": .string("data:\(mediaType);base64,\(bytes.base64)")],
        ]
      }
    }
    return .parts(.array((parts?.arrayValue ?? []) + added))
  }
}
