import ChatCompletions

/// A block whose kind is known, read into its words and the rest.
struct ClaudeBlockReading {
  let kind: ContentBlock.Kind
  /// The block without what was read; nil where nothing else is in it.
  private(set) var rest: JSONValue?

  /// Reads a block; nil for one of an unknown kind, or without what its kind must have.
  init?(_ object: JSONObject) {
    let type = object.text("type") ?? ""
    switch type {
    case "text", "voice_note":
      guard let text = object["text"]?.stringValue else { return nil }
      let isCited = object["citations"].map { !$0.saysNothing } ?? false
      self.init(.text(text, isCited: isCited), object.rest(without: "text"))
    case "thinking":
      guard let text = object["thinking"]?.stringValue else { return nil }
      self.init(.thinking(text), object.rest(without: "thinking"))
    case "tool_use", "server_tool_use", "mcp_tool_use":
      guard let name = object.text("name") else { return nil }
      let input = object["input"] ?? .null
      let arguments = input.stringValue ?? (input.isNull ? "" : input.serialized)
      self.init(
        .call(id: object.text("id"), name: name, arguments: arguments),
        object.rest(without: "id", "name", "input"))
    case "image":
      guard let source = object["source"]?.objectValue, let base64 = source.text("data"),
        let type = source.text("media_type"), type.utf8.starts(with: "image/".utf8),
        let data = InlineData(mediaType: type, base64: base64)
      else { return nil }
      self.init(.file(data.attachment), object.rest(without: "source"))
    case "code":
      guard let input = object["input"]?.objectValue, let code = input.text("code") else {
        return nil
      }
      let text = Self.fenced(code, input.text("language") ?? "")
      self.init(.text(text, isCited: false), object.rest())
    case "token_budget": self.init(.other(shown: nil), object.rest())
    case _ where type.hasSuffix("tool_result"):
      let output = ClaudeToolOutput(object["content"])
      var rest = object.rest(without: "tool_use_id", "name", "content", "is_error")
      if object["is_error"]?.boolValue == true { rest.keep("is_error", true) }
      rest.keep("content", output.rest)
      self.init(
        .result(id: object.text("tool_use_id"), name: object.text("name"), text: output.text), rest)
    default: return nil
    }
  }

  private init(_ kind: ContentBlock.Kind, _ rest: JSONObject) {
    self.kind = kind
    let rest = rest.rest(without: "start_timestamp", "stop_timestamp")
    let isMore = rest.members.contains { !$0.key.hasSameBytes(as: "type") }
    self.rest = isMore ? .object(rest) : nil
  }

  /// Code between fences that it does not hold itself.
  private static func fenced(_ code: String, _ language: String) -> String {
    var (longest, run) = (2, 0)
    for byte in code.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language)\n\(code)\n\(fence)"
  }
}
