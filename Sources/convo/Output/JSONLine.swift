import ChatCompletions
import ChatSession
import ChatStore

/// One line of `--json` output; its keys are documented in `docs/json.md` and stay.
struct JSONLine {
  private var members: [(key: String, value: JSONValue)]

  init(type: String) {
    members = [("type", .string(type))]
  }

  mutating func add(_ key: String, _ value: String?) {
    if let value { members.append((key, .string(value))) }
  }

  mutating func add(_ key: String, _ value: Int?) {
    if let value { members.append((key, JSONValue(value))) }
  }

  mutating func add(_ key: String, _ value: Bool) {
    members.append((key, .bool(value)))
  }

  mutating func add(_ key: String, _ value: JSONValue) {
    members.append((key, value))
  }

  mutating func add(_ key: String, _ value: Timestamp?) {
    add(key, value?.iso8601)
  }

  /// The line as JSON.
  var json: JSONValue { .object(JSONObject(members)) }

  /// Writes the line.
  func write() {
    StandardOutput.json(json.serialized)
  }
}

extension JSONLine {
  /// A message as every command prints it; `sizes` are those of its attachments.
  init(_ message: Message, turn: Turn? = nil, attachmentSizes sizes: [Int?] = []) {
    self.init(type: "message")
    add("id", message.id.description)
    add("short_id", message.id.shortID.shown)
    add("role", message.role.rawValue)
    add("text", message.text)
    if let parts = message.content.parts.flatMap({ try? JSONValue(parsing: $0) }) {
      add("parts", parts)
    }
    add("reasoning", message.content.reasoning)
    add("name", message.content.name)
    add("tool_call_id", message.content.toolCallID)
    if !message.content.toolCalls.isEmpty {
      add("tool_calls", .array(message.content.toolCalls.map(Self.json)))
    }
    add("refusal", message.content.refusal)
    if !message.content.attachments.isEmpty {
      add("attachments", .array(zip(message.content.attachments, sizes).map(Self.json)))
    }
    add("created_at", message.createdAt)
    if let turn { addTurn(turn) }
  }

  /// How the turn went that made a message.
  mutating func addTurn(_ turn: Turn) {
    add("status", turn.status.rawValue)
    add("provider", turn.provider)
    add("model", turn.modelAnswered ?? turn.model)
    add("finish_reason", turn.finishReason)
    add("error", turn.error)
    addUsage(turn.usage)
  }

  /// Tokens: what the endpoint reported, else what convo estimated, and which of the two it is.
  mutating func addUsage(_ usage: Usage) {
    add("prompt_tokens", usage.prompt.reported ?? usage.prompt.estimated)
    add("completion_tokens", usage.completion.reported ?? usage.completion.estimated)
    add("cached_tokens", usage.cached.reported)
    add("reasoning_tokens", usage.reasoning.reported ?? usage.reasoning.estimated)
    add("usage_source", usage.prompt.reported == nil ? "estimated" : "reported")
  }

  private static func json(_ attachment: AttachmentReference, size: Int?) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("name", .string(attachment.name)), ("media_type", .string(attachment.mediaType)),
      ("sha256", .string(attachment.sha256.hexadecimal)),
    ]
    if let size { members.append(("bytes", JSONValue(size))) }
    return .object(JSONObject(members))
  }

  static func json(_ call: ToolCall) -> JSONValue {
    .object(
      JSONObject([
        ("id", .string(call.callID)), ("type", .string(call.type)), ("name", .string(call.name)),
        ("arguments", .string(call.arguments)),
      ]))
  }
}
