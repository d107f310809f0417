import ChatCompletions

/// The content of an item: its words, its images, and the rest.
struct CodexContent {
  private(set) var text = ""
  private(set) var images: [InlineData] = []
  /// The parts that are neither; nil for none.
  private(set) var rest: JSONValue?

  /// Reads a text, parts, or anything else.
  init(_ value: JSONValue?, takesImages: Bool = true) {
    guard let parts = value?.arrayValue else {
      if let value, !value.isNull { text = value.stringValue ?? value.serialized }
      return
    }
    var texts: [String] = []
    var rest: [JSONValue] = []
    for part in parts {
      let object = part.objectValue ?? [:]
      if let words = part.stringValue ?? object["text"]?.stringValue
        ?? object["refusal"]?.stringValue
      {
        texts.append(words)
        let more = object.rest(without: "type", "text", "refusal")
        if !more.members.isEmpty { rest.append(part) }
      } else if takesImages, let url = object.text("image_url"), let data = InlineData(url: url),
        data.mediaType.utf8.starts(with: "image/".utf8)
      {
        images.append(data)
      } else {
        texts.append(ContentBlock.mention(object))
        rest.append(part)
      }
    }
    text = texts.joined(separator: "\n\n")
    if !rest.isEmpty { self.rest = .array(rest) }
  }
}
