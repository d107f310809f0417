/// The parts of a reply's content while they come in; empty as long as the content is only text.
///
/// Text that is cut into many pieces is one part: it is remembered where in the reply's text it
/// begins and ends, and not kept a second time.
struct ReplyParts {
  private enum Entry {
    /// Text, up to this offset of the whole text.
    case text(end: Int)
    /// A part as it came.
    case part(JSONValue)
  }

  /// Whether there is nothing but text.
  var isEmpty: Bool { entries.isEmpty }

  private var entries: [Entry] = []
  /// How much of the text stands in a part.
  private var covered = 0

  /// Takes a part; `before` and `after` are the lengths of the whole text without and with its own.
  mutating func append(_ part: JSONValue, before: Int, after: Int) {
    if before > covered { entries.append(.text(end: before)) }
    entries.append(.part(part))
    covered = after
  }

  /// The parts in order, given the whole text; nil when that is all there is.
  func json(of text: String) -> JSONValue? {
    guard !isEmpty else { return nil }
    let utf8 = Array(text.utf8)
    var position = 0
    var parts: [JSONValue] = []
    func addText(upTo end: Int) {
      guard position < end else { return }
      parts.append([
        "type": "text", "text": .string(String(decoding: utf8[position..<end], as: UTF8.self)),
      ])
      position = end
    }
    for entry in entries {
      switch entry {
      case .text(let end): addText(upTo: end)
      case .part(let part):
        parts.append(part)
        position += part.textOfPart.utf8.count
      }
    }
    addText(upTo: utf8.count)
    return .array(parts)
  }
}

extension JSONValue {
  /// The text that a content part adds to what is shown; empty for a part of another kind.
  var textOfPart: String {
    if let text = stringValue { return text }
    guard let text = self["text"]?.stringValue else { return "" }
    guard let type = self["type"]?.stringValue else { return text }
    return ["text", "output_text"].contains { type.hasSameBytes(as: $0) } ? text : ""
  }
}
