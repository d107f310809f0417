import ChatCompletions
import ChatStore

/// A block of a message's content, in the words of Claude's programs and of Anthropic's Messages API.
///
/// <https://docs.anthropic.com/en/api/messages>
struct ClaudeBlock {
  /// What stands in it.
  enum Kind {
    /// What is said; a text with citations is one sentence with its neighbours.
    case text(String, isCited: Bool)
    case thinking(String)
    case call(id: String?, name: String, arguments: String)
    case result(id: String?, name: String?, text: String)
    case image(InlineData)
    /// Something that has no words of its own, with what is shown in its place; nil shows nothing.
    case other(shown: String?)
  }

  /// What stands in it.
  let kind: Kind
  /// What is kept of it beside that; nil for nothing.
  let rest: JSONValue?
  /// All of it, as it was written.
  let whole: JSONValue
  /// When it began, where that is known.
  let start: Timestamp?
  /// When it ended.
  let end: Timestamp?

  /// Reads a block, or a text that stands in place of one.
  init(_ value: JSONValue) {
    whole = value
    let object = value.objectValue ?? [:]
    start = Timestamp(imported: object["start_timestamp"])
    end = Timestamp(imported: object["stop_timestamp"])
    if let text = value.stringValue {
      kind = .text(text, isCited: false)
      rest = nil
    } else if let reading = ClaudeBlockReading(object) {
      kind = reading.kind
      rest = reading.rest
    } else {
      kind = .other(shown: Self.mention(object))
      rest = value
    }
  }

  /// Whether it is a call or its result.
  var isOfTool: Bool {
    switch kind {
    case .call, .result: true
    default: false
    }
  }

  /// A few words in brackets for what has none of its own.
  static func mention(_ object: JSONObject) -> String {
    let kind = object.text("type") ?? "content"
    let isCall = kind.hasSuffix("tool_use")
    let words = (isCall ? object.text("name") : nil) ?? kind
    let title =
      object.text("title") ?? object["input"]?.objectValue?.text("title")
      ?? object.text("file_name") ?? (isCall ? nil : object.text("name"))
      ?? object.text("tool_name") ?? object.text("url")
    let shown = words.split(separator: "_").joined(separator: " ").importedTitle
    return title.map { "[\(shown): \($0.importedTitle)]" } ?? "[\(shown)]"
  }
}
