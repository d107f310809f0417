import ChatCompletions
import ChatStore

/// A message on the wire, as it is stored.
struct OpenAIMessage {
  private(set) var content: MessageContent
  /// When it was said, where somebody noted that.
  let time: Timestamp?

  /// Reads messages; what stands in the old words for one function becomes a call and its result.
  /// - Throws: `UnreadableConversation` for what is no message.
  static func read(_ elements: [JSONValue]) throws(UnreadableConversation) -> [OpenAIMessage] {
    var messages: [OpenAIMessage] = []
    var open: [String] = []
    for (index, element) in elements.enumerated() {
      var message = try OpenAIMessage(element, at: index)
      if message.content.role == .tool {
        if message.content.toolCallID == nil, !open.isEmpty {
          message.content.toolCallID = open.removeFirst()
        } else if let id = message.content.toolCallID {
          open.removeAll { $0.hasSameBytes(as: id) }
        }
        // A result of nothing cannot be sent as one.
        if message.content.toolCallID == nil { message.content.role = .user }
      } else {
        open = message.content.toolCalls.map(\.callID)
      }
      messages.append(message)
    }
    return messages
  }

  private init(_ element: JSONValue, at index: Int) throws(UnreadableConversation) {
    let wire: ChatMessage
    do {
      wire = try ChatMessage(json: element)
    } catch {
      throw UnreadableConversation("Its message \(index + 1) cannot be read: \(error.reason).")
    }
    var extras = JSONObject(wire.extras)
    content = MessageContent(
      role: Self.role(wire.role), text: "", reasoning: wire.reasoning,
      reasoningKey: wire.reasoningKey, name: wire.name, toolCallID: wire.toolCallID,
      refusal: wire.refusal)
    if Role(rawValue: wire.role) == nil { extras["role"] = .string(wire.role) }
    switch wire.content {
    case .text(let text): content.text = text
    case .parts(.array(let parts)):
      content.text = parts.compactMap { $0["text"]?.stringValue }.joined()
      content.parts = JSONValue.array(parts).serialized
    case .parts(let other):
      content.text = "[content]"
      extras["content"] = other
    case nil: break
    }
    let calls = Self.calls(wire, &extras, at: index)
    if content.role == .assistant {
      content.toolCalls = calls
    } else if !calls.isEmpty {
      extras["tool_calls"] = element["tool_calls"] ?? element["function_call"]
    }
    if content.role != .tool, let id = content.toolCallID {
      content.toolCallID = nil
      extras["tool_call_id"] = .string(id)
    }
    time =
      Timestamp(imported: extras["created_at"]) ?? Timestamp(imported: extras["timestamp"])
      ?? Timestamp(imported: extras["created"])
    content.extras =
      extras.members.isEmpty ? nil : JSONValue.object(extras).serialized
  }

  private static func role(_ name: String) -> Role {
    switch name {
    case "function": .tool
    case "model", "bot", "ai": .assistant
    default: Role(rawValue: name) ?? .user
    }
  }

  /// The calls, also that of a function in the words of 2023.
  private static func calls(
    _ wire: ChatMessage, _ extras: inout JSONObject, at index: Int
  ) -> [ToolCall] {
    var calls = wire.toolCalls.map { call in
      ToolCall(
        callID: call.id, type: call.type, name: call.name, arguments: call.arguments,
        extras: call.extras.isEmpty ? nil : JSONValue.object(JSONObject(call.extras)).serialized)
    }
    if let function = extras["function_call"]?.objectValue, let name = function.text("name") {
      extras["function_call"] = nil
      let arguments = function["arguments"] ?? .null
      calls.append(
        ToolCall(
          callID: "call_\(index)", name: name,
          arguments: arguments.stringValue ?? (arguments.isNull ? "" : arguments.serialized)))
    }
    return calls
  }
}
