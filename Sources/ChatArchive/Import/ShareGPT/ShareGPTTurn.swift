import ChatCompletions
import ChatStore

/// A turn of a ShareGPT conversation: who speaks, and what is said.
struct ShareGPTTurn {
  /// What a turn is.
  enum Kind {
    case message(Role)
    /// Calls of tools that the model asks for.
    case calls
    /// What a tool gave back.
    case result
  }

  let kind: Kind
  let text: String
  /// What is kept of it beside its words.
  let rest: JSONObject

  /// Whether an object looks like a turn.
  static func recognizes(_ object: JSONObject) -> Bool {
    (object.text("from") ?? object.text("role")) != nil
      && (object["value"] ?? object["content"] ?? object["text"]) != nil
  }

  /// Reads a turn.
  /// - Throws: `UnreadableConversation` for what is none.
  init(_ element: JSONValue, at index: Int) throws(UnreadableConversation) {
    guard let object = element.objectValue else {
      throw UnreadableConversation("Its turn \(index + 1) is not an object.")
    }
    let speaker = object.text("from") ?? object.text("role") ?? ""
    let value = object["value"] ?? object["content"] ?? object["text"] ?? .null
    text = value.stringValue ?? (value.isNull ? "" : value.serialized)
    var rest = object.rest(without: "from", "role", "value", "content", "text")
    var isNamed = true
    switch speaker.lowercased() {
    case "human", "user": kind = .message(.user)
    case "gpt", "assistant": kind = .message(.assistant)
    case "system": kind = .message(.system)
    default:
      isNamed = false
      switch speaker.lowercased() {
      case "chatgpt", "bing", "bard", "claude", "gemini", "model", "bot", "ai", "chatbot":
        kind = .message(.assistant)
      case "developer": kind = .message(.developer)
      case "function_call", "function-call", "tool_call", "tool_calls": kind = .calls
      case "observation", "tool", "function_response", "function-response", "tool_response",
        "function":
        kind = .result
      default: kind = .message(.user)
      }
    }
    if !isNamed { rest.keep("from", .string(speaker)) }
    self.rest = rest
  }

  /// The calls that stand in the words, as an object or an array of them; nil for other words.
  func calls(at index: Int) -> [ToolCall]? {
    guard let value = try? JSONValue(parsing: text) else { return nil }
    let elements = value.arrayValue ?? [value]
    var calls: [ToolCall] = []
    for (number, element) in elements.enumerated() {
      let object = element["function"]?.objectValue ?? element.objectValue ?? [:]
      guard let name = object.text("name") else { return nil }
      let arguments = object["arguments"] ?? object["parameters"] ?? .null
      calls.append(
        ToolCall(
          callID: "call_\(index)_\(number)", name: name,
          arguments: arguments.stringValue ?? (arguments.isNull ? "" : arguments.serialized)))
    }
    return calls.isEmpty ? nil : calls
  }
}
