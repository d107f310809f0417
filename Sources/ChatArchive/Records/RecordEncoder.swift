import ChatSession
package import ChatStore

/// Writes records as lines of convo's own JSONL; `docs/formats.md` describes it.
package struct RecordEncoder {
  /// The format's name and version.
  package static let format = "convo.jsonl.2"

  private var object = RecordObject()
  private var conversation: Identifier<Conversation>?
  /// How many lines of it have been written.
  private var lines = 0

  package init() {}

  /// The line of a record, with its newline; it is gone with the next.
  package mutating func line(_ record: StoreRecord) -> [UInt8] {
    lines += 1
    switch record {
    case .attachment(let sha256, let bytes):
      object.begin("attachment")
      object.add("sha256", hexadecimal: sha256)
      object.add("bytes", bytes.count)
      object.add("base64", bytes.base64)
    case .conversation(let record): add(record)
    case .message(let record): add(record)
    case .turn(let record): add(record)
    case .summary(let record):
      object.begin("summary")
      object.add("id", record.id.description)
      object.add("first", record.first.description)
      object.add("last", record.last.description)
      object.add("turn", record.turn.description)
      object.add("text", record.text)
      object.add("created_at", record.createdAt.iso8601)
    case .branch(let record):
      object.begin("branch")
      object.add("name", record.name)
      object.add("head", record.head?.description)
      object.add("created_at", record.createdAt.iso8601)
      object.add("updated_at", record.updatedAt.iso8601)
      object.add("trashed_at", record.trashedAt?.iso8601)
    case .end:
      object.begin("end")
      object.add("id", conversation?.description)
      object.add("lines", lines)
    }
    object.end()
    return object.bytes
  }

  private mutating func add(_ record: ConversationRecord) {
    conversation = record.id
    lines = 1
    object.begin("conversation")
    object.add("format", Self.format)
    object.add("id", record.id.description)
    object.add("title", record.title)
    object.add("created_at", record.createdAt.iso8601)
    object.add("updated_at", record.updatedAt.iso8601)
    object.add("archived_at", record.archivedAt?.iso8601)
    object.add("trashed_at", record.trashedAt?.iso8601)
    object.add("tags", strings: record.tags)
    object.add("active_branch", record.activeBranch)
    if let source = record.source {
      object.add("source") {
        $0.add("name", source.name)
        $0.add("id", source.identity)
      }
    }
    object.add("changes", each: record.changes) { object, change in
      object.add("setting", change.setting.rawValue)
      object.add("name", change.name.isEmpty ? nil : change.name)
      object.add("changed_at", change.changedAt.iso8601)
    }
  }

  private mutating func add(_ record: MessageRecord) {
    let content = record.content
    object.begin("message")
    object.add("id", record.id.description)
    object.add("parent", record.parent?.description)
    object.add("created_at", record.createdAt.iso8601)
    object.add("digest", hexadecimal: record.digest)
    object.add("role", content.role.rawValue)
    object.add("text", content.text)
    object.add("parts", json: content.parts)
    object.add("reasoning", content.reasoning)
    object.add("reasoning_key", content.reasoningKey)
    object.add("name", content.name)
    object.add("tool_call_id", content.toolCallID)
    object.add("tool_calls", each: content.toolCalls) { object, call in
      object.add("id", call.callID)
      object.add("type", call.type)
      object.add("name", call.name)
      object.add("arguments", call.arguments)
      object.add("extras", json: call.extras)
    }
    object.add("attachments", each: content.attachments) { object, attachment in
      object.add("sha256", hexadecimal: attachment.sha256)
      object.add("name", attachment.name)
      object.add("media_type", attachment.mediaType)
    }
    object.add("refusal", content.refusal)
    object.add("extras", json: content.extras)
    if let call = record.call, let result = record.result {
      object.add("result") {
        $0.add("message", call.message.description)
        $0.add("call", call.position)
        $0.add("error", result.error)
        $0.add("duration", result.duration.map { Int($0) })
      }
    }
    object.add("pinned_at", record.pinnedAt?.iso8601)
    object.add("preferred_at", record.preferredAt?.iso8601)
    object.add("trashed_at", record.trashedAt?.iso8601)
  }

  private mutating func add(_ record: TurnRecord) {
    object.begin("turn")
    object.add("id", record.id.description)
    object.add("kind", record.kind.rawValue)
    object.add("status", record.status.rawValue)
    object.add("base", record.base?.description)
    object.add("head", record.head.description)
    object.add("reply", record.reply?.description)
    object.add("provider", record.provider)
    object.add("model", record.model)
    object.add("model_answered", record.modelAnswered)
    object.add("day", record.day)
    object.add("sent_at", record.sentAt.iso8601)
    object.add("first_token_at", record.firstTokenAt?.iso8601)
    object.add("ended_at", record.endedAt.iso8601)
    object.add("usage") {
      $0.add("prompt", record.usage.prompt)
      $0.add("completion", record.usage.completion)
      $0.add("cached", record.usage.cached)
      $0.add("reasoning", record.usage.reasoning)
      $0.add("new_prompt_tokens", record.newPromptTokens)
    }
    object.add("finish_reason", record.finishReason)
    object.add("error", record.error)
    object.add("body_sha256", hexadecimal: record.bodySHA256)
    object.add("parameters", json: record.parameters)
    object.add("plan", json: record.plan)
    object.add("envelope", json: record.envelope)
  }
}

extension RecordObject {
  fileprivate mutating func add(_ key: StaticString, _ count: Usage.Count) {
    guard count != Usage.Count() else { return }
    add(key) {
      $0.add("reported", count.reported)
      $0.add("estimated", count.estimated)
    }
  }
}
