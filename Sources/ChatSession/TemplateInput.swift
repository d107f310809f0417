import ChatCompletions
import ChatStore
import ChatTokens

/// A message as a server hands it to a chat template.
struct TemplateInput {
  let template: ChatTemplate

  /// The message with its parts as one text, and with arguments written as the template writes JSON.
  func content(_ content: MessageContent) -> MessageContent {
    guard template != .unknown else { return content }
    var result = content
    if let text = Self.text(ofParts: content.parts) {
      result.text = text
      result.parts = nil
    }
    if template == .qwen25 || template == .qwen3 {
      for index in result.toolCalls.indices {
        let call = result.toolCalls[index]
        guard let arguments = try? JSONValue(parsing: call.arguments) else { continue }
        result.toolCalls[index] = ToolCall(
          callID: call.callID, type: call.type, name: call.name, arguments: arguments.spaced,
          extras: call.extras)
      }
    }
    return result
  }

  /// The texts of parts that are nothing else, with a line end between.
  private static func text(ofParts json: String?) -> String? {
    guard let parts = json.flatMap({ try? JSONValue(parsing: $0) })?.arrayValue else { return nil }
    let texts = parts.compactMap {
      $0["type"]?.stringValue == "text" ? $0["text"]?.stringValue : nil
    }
    return texts.count == parts.count ? texts.joined(separator: "\n") : nil
  }
}
