extension ChatMessage {
  /// Reads a message from its wire form.
  ///
  /// Only the role is required. A known member of an unexpected type is kept among the extras, so
  /// that it goes out again as it came in.
  /// - Throws: `ChatMessageError` when the value is not an object or has no role.
  public init(json: JSONValue) throws(ChatMessageError) {
    guard case .object(let object) = json else {
      throw ChatMessageError(reason: "a message must be a JSON object")
    }
    guard let role = object["role"]?.stringValue else {
      throw ChatMessageError(reason: "a message needs a role")
    }
    self.init(role: role)
    for member in object.members where !read(member) {
      extras.append((key: member.key, value: member.value))
    }
  }

  /// Takes a member that has a property of its own; false when it has none.
  private mutating func read(_ member: JSONMember) -> Bool {
    switch (member.key, member.value) {
    case ("role", _): break
    case ("content", .null): content = nil
    case ("content", .string(let text)): content = .text(text)
    case ("content", let value): content = .parts(value)
    case ("name", .string(let value)): name = value
    case ("tool_call_id", .string(let value)): toolCallID = value
    case ("refusal", .string(let value)): refusal = value
    case ("name", .null), ("tool_call_id", .null), ("refusal", .null), ("tool_calls", .null): break
    case ("reasoning_content", .null), ("reasoning", .null): break
    case ("reasoning_content", .string(let value)), ("reasoning", .string(let value)):
      guard let reasoning, reasoningKey != member.key else {
        reasoning = value
        reasoningKey = member.key
        return true
      }
      // Servers in transition from one name to the other send the same text under both.
      return reasoning.hasSameBytes(as: value)
    case ("tool_calls", .array(let elements)):
      let calls = elements.compactMap(ChatToolCall.init(json:))
      guard calls.count == elements.count else { return false }
      toolCalls = calls
    default: return false
    }
    return true
  }

  /// The message in its wire form.
  ///
  /// The order is role, content, name, reasoning, refusal, tool calls, tool-call id, extras.
  public var json: JSONValue {
    var object = JSONObject()
    func write(_ key: String, _ value: String?) {
      if let value { object.members.append(JSONMember(key: key, value: .string(value))) }
    }
    write("role", role)
    let content: JSONValue =
      switch self.content {
      case .text(let text): .string(text)
      case .parts(let value): value
      case nil: .null
      }
    object.members.append(JSONMember(key: "content", value: content))
    write("name", name)
    write(reasoningKey ?? "reasoning_content", reasoning)
    write("refusal", refusal)
    if !toolCalls.isEmpty {
      object.members.append(JSONMember(key: "tool_calls", value: .array(toolCalls.map(\.json))))
    }
    write("tool_call_id", toolCallID)
    object.appendNew(extras)
    return .object(object)
  }
}
