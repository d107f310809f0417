import ChatCompletions
import ChatStore

/// A block of a message's content, in whatever words its program has for it.
struct ContentBlock {
  /// What stands in it.
  enum Kind {
    /// What is said; a text with citations is one sentence with its neighbours.
    case text(String, isCited: Bool)
    case thinking(String)
    case call(id: String?, name: String, arguments: String)
    case result(id: String?, name: String?, text: String)
    case file(Attachment)
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

  init(
    _ kind: Kind, rest: JSONValue? = nil, whole: JSONValue, start: Timestamp? = nil,
    end: Timestamp? = nil
  ) {
    self.kind = kind
    self.rest = rest
    self.whole = whole
    self.start = start
    self.end = end
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
