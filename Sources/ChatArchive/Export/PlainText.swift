import ChatCompletions
import ChatStore

/// A message as one text, for formats that know nothing else.
///
/// Attached texts stand in it as `AttachmentLayout` sends them; pictures and what else is no text are named in
/// brackets.
enum PlainText {
  /// The text.
  static func text(of content: MessageContent, attachments: [Attachment]) -> String {
    var content = content
    var mentions = parts(of: content).compactMap(mention)
    // What came in parts is laid out by its text here.
    content.parts = nil
    if content.text.isEmpty, let refusal = content.refusal { content.text = refusal }
    let images = attachments.filter(\.isImage)
    mentions += images.map { "[image: \($0.reference.name)]" }
    let layout = AttachmentLayout(of: content, attachments: attachments.filter { !$0.isImage })
    let texts = layout.pieces.compactMap { piece -> String? in
      if case .text(let text) = piece, !text.isEmpty { text } else { nil }
    }
    return (mentions + texts).joined(separator: "\n\n")
  }

  /// The parts of a message that came in parts.
  static func parts(of content: MessageContent) -> [JSONValue] {
    content.parts.flatMap { try? JSONValue(parsing: $0) }?.arrayValue ?? []
  }

  /// What stands for a part of a message that is no text.
  static func mention(_ part: JSONValue) -> String? {
    guard let type = part["type"]?.stringValue else { return nil }
    switch type {
    case "text", "output_text", "input_text", "refusal": return nil
    case "image_url", "input_image": return "[image]"
    case "input_audio", "audio": return "[audio]"
    case "file", "input_file":
      return part["file"]?["filename"]?.stringValue.map { "[file: \($0)]" } ?? "[file]"
    default: return "[\(type)]"
    }
  }
}

extension Attachment {
  /// Whether it is sent as a picture.
  var isImage: Bool { reference.mediaType.hasPrefix("image/") }
}
