import ChatCompletions
import ChatStore

/// What a message of a ChatGPT export says: its text, what it carries, and what has no other place.
struct ChatGPTContent {
  private(set) var text = ""
  private(set) var attachments: [Attachment] = []
  /// What is kept beside the text, for nobody but the export.
  private(set) var extras: [(key: String, value: JSONValue)] = []

  init(_ node: ChatGPTNode, in surroundings: ImportSurroundings) throws {
    let content = node.message?["content"]
    switch node.contentType {
    case "text", "multimodal_text":
      let parts = content?["parts"]?.arrayValue ?? []
      try read(parts, surroundings)
      if parts.contains(where: { $0.stringValue == nil }) { keep("content", content) }
    case "code", "execution_output", "system_error", "tether_quote":
      text = content?["text"]?.stringValue ?? ""
      keep("content", content, without: ["content_type", "text"])
    case "user_editable_context", "model_editable_context":
      text = Self.joined([
        content?["user_profile"], content?["user_instructions"], content?["model_set_context"],
      ])
      keep("content", content)
    case "thoughts": break
    case "reasoning_recap": keep("reasoning_recap", content?["content"])
    default:
      text = Self.joined([
        content?["text"], content?["result"], content?["output_str"], content?["content"],
      ])
      if text.isEmpty, let content, node.message != nil { text = Self.words(for: content, node) }
      keep("content", content)
    }
    keepRest(of: node)
  }

  /// The extras as JSON, under the program's name; nil for none.
  var json: String? {
    JSONObject(extras).extras(of: "chatgpt")
  }

  /// Keeps what was said of the thoughts that led to it.
  mutating func keepRecaps(of thoughts: [ChatGPTNode]) {
    for node in thoughts where node.contentType == "reasoning_recap" {
      keep("reasoning_recap", node.message?["content"]?["content"])
    }
  }

  // MARK: Text

  /// Joins the strings of a message, and takes in the files that it points to.
  private mutating func read(_ parts: [JSONValue], _ surroundings: ImportSurroundings) throws {
    var texts: [String] = []
    for part in parts {
      if let text = part.stringValue {
        if !text.isEmpty { texts.append(text) }
        continue
      }
      if let text = part["text"]?.stringValue, !text.isEmpty {
        texts.append(text)
      } else if let pointer = part["asset_pointer"]?.stringValue {
        if let words = try take(pointer, part, surroundings) { texts.append(words) }
      }
    }
    text = texts.joined(separator: "\n")
  }

  /// Takes the file in that a pointer names.
  ///
  /// `file-service://file-abc` is a file of that name beside the conversation, with more behind it; so is
  /// `sediment://file_abc` in some exports.
  /// - Returns: Words for what is not there.
  private mutating func take(
    _ pointer: String, _ part: JSONValue, _ surroundings: ImportSurroundings
  ) throws -> String? {
    let name = pointer.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      String(pointer[pointer.utf8.index(after: $0)...])
    }
    guard let name, !name.isEmpty, let (file, bytes) = try surroundings.asset(name) else {
      let kind = part["content_type"]?.stringValue ?? ""
      let what = kind.hasPrefix("audio") ? "audio" : kind.hasPrefix("image") ? "image" : "file"
      return "[\(what) \(name ?? pointer), not in the export]"
    }
    attachments.append(Attachment(name: file, mediaType: bytes.mediaType, bytes: bytes))
    return nil
  }

  private static func joined(_ values: [JSONValue?]) -> String {
    values.compactMap { $0?.stringValue }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// Words for content of a kind that nobody knows; none for one in which nothing is.
  private static func words(for content: JSONValue, _ node: ChatGPTNode) -> String {
    let isEmpty = content.objectValue?.members.allSatisfy {
      $0.key.hasSameBytes(as: "content_type") || $0.value.saysNothing
    }
    return isEmpty == false ? "[\(node.contentType.prefix(80))]" : ""
  }

  // MARK: The rest

  /// What every message has and what says nothing about the conversation.
  private static let noise: Set<String> = [
    "request_id", "timestamp_", "message_type", "message_source", "model_slug",
    "default_model_slug", "parent_id", "turn_exchange_id", "is_complete", "finish_details",
    "serialization_metadata", "message_locale", "turn_trace_id", "resolved_model_slug", "can_save",
    "pad", "rebase_system_message", "rebase_developer_message", "classifier_response",
  ]

  private mutating func keepRest(of node: ChatGPTNode) {
    guard let message = node.message else { return }
    if node.role != .tool, let tool = node.tool, node.role != .assistant {
      extras.append(("recipient", .string(tool)))
    }
    keep("channel", message["channel"])
    if let status = message["status"]?.stringValue, status != "finished_successfully" {
      extras.append(("status", .string(status)))
    }
    if let weight = message["weight"]?.doubleValue, weight != 1 {
      keep("weight", message["weight"])
    }
    let metadata = (node.metadata?.members ?? []).filter {
      !Self.noise.contains($0.key) && !$0.value.saysNothing
    }
    if !metadata.isEmpty { extras.append(("metadata", .object(JSONObject(metadata)))) }
  }

  private mutating func keep(_ key: String, _ value: JSONValue?, without known: [String] = []) {
    guard let value, !value.saysNothing else { return }
    if let object = value.objectValue {
      let rest = object.members.filter { member in
        !known.contains { $0.hasSameBytes(as: member.key) } && !member.value.saysNothing
      }
      guard !rest.isEmpty else { return }
      return extras.append((key, .object(JSONObject(rest))))
    }
    extras.append((key, value))
  }
}
