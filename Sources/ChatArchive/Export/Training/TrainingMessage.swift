import ChatCompletions
import ChatSession
import ChatStore

/// A message as OpenAI's files for training have it.
struct TrainingMessage {
  /// Whether pictures are written; else they are named.
  let hasImages: Bool

  /// The largest picture that is taken
  /// (<https://developers.openai.com/api/docs/guides/vision-fine-tuning>).
  private static let imageLimit = 10 * 1024 * 1024
  private static let imageTypes: [StaticString] = ["image/jpeg", "image/png", "image/webp"]

  /// The message; `weight` says whether a reply is learned, where that is said at all.
  func json(_ content: MessageContent, attachments: [Attachment], weight: Int? = nil) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [("role", .string(Self.role(content.role)))]
    members.append(("content", body(content, attachments)))
    if let name = content.name, Self.isName(name), content.role != .tool {
      members.append(("name", .string(name)))
    }
    if !content.toolCalls.isEmpty {
      members.append(("tool_calls", .array(content.toolCalls.map(Self.call))))
    }
    if content.role == .tool {
      members.append(("tool_call_id", .string(content.toolCallID ?? "")))
    }
    if let weight, content.role == .assistant { members.append(("weight", JSONValue(weight))) }
    return .object(JSONObject(members))
  }

  /// The documented lines know no `developer`.
  private static func role(_ role: Role) -> String {
    role == .developer ? Role.system.rawValue : role.rawValue
  }

  private static func call(_ call: ToolCall) -> JSONValue {
    [
      "id": .string(call.callID), "type": "function",
      "function": ["name": .string(functionName(call.name)), "arguments": .string(call.arguments)],
    ]
  }

  /// A name with nothing but what names of functions have: letters, digits, hyphens, underscores, 64 at most.
  static func functionName(_ name: String) -> String {
    let bytes = name.utf8.prefix(64).map {
      KeyAlphabet.base64URL.contains($0) ? $0 : UInt8(ascii: "_")
    }
    return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
  }

  private static func isName(_ name: String) -> Bool {
    1...64 ~= name.utf8.count && name.utf8.allSatisfy(KeyAlphabet.base64URL.contains)
  }

  // MARK: Content

  /// One text; parts where a user shows pictures, which nobody else may.
  private func body(_ content: MessageContent, _ attachments: [Attachment]) -> JSONValue {
    guard hasImages, content.role == .user else {
      return .string(PlainText.text(of: content, attachments: attachments))
    }
    let (shown, others) = Self.partedFromImages(PlainText.parts(of: content))
    let images = shown + attachments.filter(Self.isTaken).map(Self.part)
    guard !images.isEmpty else {
      return .string(PlainText.text(of: content, attachments: attachments))
    }
    var rest = content
    // What is shown need not be named.
    if rest.parts != nil { rest.parts = JSONValue.array(others).serialized }
    let text = PlainText.text(of: rest, attachments: attachments.filter { !Self.isTaken($0) })
    return .array(images + (text.isEmpty ? [] : [["type": "text", "text": .string(text)]]))
  }

  private static func isTaken(_ attachment: Attachment) -> Bool {
    attachment.bytes.count <= imageLimit
      && imageTypes.contains { attachment.reference.mediaType.hasSameBytes(as: $0.description) }
  }

  private static func part(_ attachment: Attachment) -> JSONValue {
    let url = "data:\(attachment.reference.mediaType);base64,\(attachment.bytes.base64)"
    return ["type": "image_url", "image_url": ["url": .string(url)]]
  }

  /// The parts that are pictures, as they are written, and the others.
  private static func partedFromImages(
    _ parts: [JSONValue]
  ) -> (images: [JSONValue], others: [JSONValue]) {
    var images: [JSONValue] = []
    var others: [JSONValue] = []
    for part in parts {
      guard let image = part["image_url"], part["type"]?.stringValue == "image_url",
        let url = image["url"]?.stringValue
      else {
        others.append(part)
        continue
      }
      var members: JSONObject = ["url": .string(url)]
      members["detail"] = image["detail"]?.stringValue.map { .string($0) }
      images.append(["type": "image_url", "image_url": .object(members)])
    }
    return (images, others)
  }
}
