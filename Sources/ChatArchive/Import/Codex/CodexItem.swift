import ChatCompletions
import ChatStore

/// What went to the model or came from it, in the words of OpenAI's Responses API.
///
/// <https://platform.openai.com/docs/api-reference/responses/object>
struct CodexItem {
  /// What an item is.
  enum Kind {
    case message(Role)
    case reasoning
    case call(ToolCall)
    case output(callID: String)
    /// Something else that came from the model.
    case other
  }

  let kind: Kind
  /// Its words; in brackets what has none.
  let text: String
  let images: [InlineData]
  /// What is kept of it beside its words.
  let rest: JSONObject

  /// Reads an item; nil for one that says nothing.
  init?(_ item: JSONObject) {
    let type = item.text("type") ?? ""
    switch type {
    case "message":
      let content = CodexContent(item["content"])
      let role = item.text("role") ?? ""
      let known = Role(rawValue: role).flatMap { $0 == .tool ? nil : $0 }
      kind = .message(known ?? .user)
      text = content.text
      images = content.images
      var rest = item.rest(without: "type", "role", "content")
      rest.keep("content", content.rest)
      if known == nil { rest.keep("role", item["role"]) }
      self.rest = rest
    case "reasoning":
      kind = .reasoning
      let content = CodexContent(item["content"]).text
      text = content.isEmpty ? CodexContent(item["summary"]).text : content
      images = []
      let isSummary = content.isEmpty
      rest = item.rest(without: "type", "content", isSummary ? "summary" : "type")
    case "function_call", "custom_tool_call", "local_shell_call":
      guard let id = item.text("call_id") ?? item.text("id") else { return nil }
      let arguments = item["arguments"] ?? item["input"] ?? item["action"] ?? .null
      kind = .call(
        ToolCall(
          callID: id, name: item.text("name") ?? "local_shell",
          arguments: arguments.stringValue ?? (arguments.isNull ? "" : arguments.serialized)))
      text = ""
      images = []
      let rest = item.rest(without: "call_id", "name", "arguments", "input", "action", "status")
      self.rest = type.hasSameBytes(as: "function_call") ? rest.rest(without: "type") : rest
    case _ where type.hasSuffix("_call_output"):
      guard let id = item.text("call_id") else { return nil }
      kind = .output(callID: id)
      let output = item["output"] ?? item["result"]
      // No endpoint takes images as the result of a tool.
      let content = CodexContent(output?.objectValue?["content"] ?? output, takesImages: false)
      text = content.text
      images = []
      var rest = item.rest(without: "type", "call_id", "output", "result", "status")
      rest.keep("content", content.rest)
      rest.keep("output", (output?.objectValue?.rest(without: "content")).map(JSONValue.object))
      self.rest = rest
    case "", "ghost_snapshot", "compaction", "compaction_summary": return nil
    default:
      kind = .other
      let query = item["action"]?.objectValue?.text("query")
      let words = type.split(separator: "_").joined(separator: " ").importedTitle
      text = query.map { "[\(words): \($0.importedTitle)]" } ?? "[\(words)]"
      images = []
      rest = item.rest()
    }
  }

  /// Whether a person said it; the program itself says things under the user's name.
  var isPrompt: Bool {
    guard case .message(.user) = kind else { return false }
    return !text.isEmpty && !text.hasPrefix("<") && !text.hasPrefix("# AGENTS.md instructions")
  }
}
