import ChatCompletions

/// What a tool gave back: its words, and the rest.
struct ClaudeToolOutput {
  /// The words, one block below the other; in brackets what has none.
  let text: String
  /// The blocks that are more than words.
  let rest: JSONValue?

  /// Reads the content of a result: a text, blocks, or anything else.
  init(_ value: JSONValue?) {
    guard let elements = value?.arrayValue else {
      text = value?.stringValue ?? value?["text"]?.stringValue ?? Self.written(value)
      rest = value?.stringValue == nil && value?["text"] != nil ? value : nil
      return
    }
    var texts: [String] = []
    var rest: [JSONValue] = []
    for element in elements {
      let object = element.objectValue ?? [:]
      let words = element.stringValue ?? object["text"]?.stringValue
      texts.append(words ?? ContentBlock.mention(object))
      let isText = element.stringValue != nil || object.text("type").hasSameBytes(as: "text")
      let more = object.rest(without: "type", "text", "uuid")
      if words == nil || !isText || !more.members.isEmpty { rest.append(element) }
    }
    text = texts.joined(separator: "\n")
    self.rest = rest.isEmpty ? nil : .array(rest)
  }

  private static func written(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "" }
    return value.serialized
  }
}
