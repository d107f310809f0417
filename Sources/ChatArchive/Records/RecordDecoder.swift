package import ChatCompletions
import ChatSession
package import ChatStore

/// Reads lines of convo's own JSONL as records; `docs/formats.md` describes them.
package struct RecordDecoder {
  package init() {}

  /// Reads a line.
  /// - Throws: `UnreadableConversation` for one that is not as `RecordEncoder` writes them.
  package func record(_ object: JSONObject) throws -> StoreRecord {
    let fields = RecordFields(object)
    switch try fields.text("type") {
    case "attachment": return try attachment(fields)
    case "conversation": return .conversation(try conversation(fields))
    case "message": return .message(try message(fields))
    case "turn": return .turn(try turn(fields))
    case "summary":
      return .summary(
        SummaryRecord(
          id: try fields.identifier("id"), first: try fields.identifier("first"),
          last: try fields.identifier("last"), turn: try fields.identifier("turn"),
          text: try fields.text("text"), createdAt: try fields.time("created_at")))
    case "branch":
      return .branch(
        BranchRecord(
          name: try fields.text("name"), head: try fields.optionalIdentifier("head"),
          createdAt: try fields.time("created_at"), updatedAt: try fields.time("updated_at"),
          trashedAt: try fields.optionalTime("trashed_at")))
    case "end": return .end
    case let type:
      throw UnreadableConversation("A line is of a type that convo does not know: \(type).")
    }
  }

  private func attachment(_ fields: RecordFields) throws -> StoreRecord {
    guard let bytes = [UInt8](base64: try fields.text("base64")),
      bytes.count == (try fields.optionalCount("bytes")) ?? bytes.count
    else { throw UnreadableConversation("The bytes of an attachment are not Base64.") }
    return .attachment(sha256: try fields.blob("sha256"), bytes: bytes)
  }

  private func conversation(_ fields: RecordFields) throws -> ConversationRecord {
    let format = try fields.text("format")
    guard format.hasSameBytes(as: RecordEncoder.format) else {
      throw UnreadableConversation(
        "It is written as \(format), which this convo does not read; it reads "
          + "\(RecordEncoder.format).")
    }
    var record = ConversationRecord(
      id: try fields.identifier("id"), title: try fields.text("title"),
      createdAt: try fields.time("created_at"), updatedAt: try fields.time("updated_at"),
      archivedAt: try fields.optionalTime("archived_at"),
      trashedAt: try fields.optionalTime("trashed_at"), tags: try fields.texts("tags"),
      activeBranch: try fields.optionalText("active_branch"))
    if let source = try fields.object("source") {
      record.source = .init(name: try source.text("name"), identity: try source.text("id"))
    }
    record.changes = try fields.objects("changes").map { change in
      guard let setting = SettingChange.Setting(rawValue: try change.text("setting")) else {
        throw UnreadableConversation("A setting is named that convo does not know.")
      }
      return SettingChange(
        setting, name: try change.optionalText("name") ?? "", at: try change.time("changed_at"))
    }
    return record
  }

  private func message(_ fields: RecordFields) throws -> MessageRecord {
    guard let role = Role(rawValue: try fields.text("role")) else {
      throw UnreadableConversation("A message has a role that convo does not know.")
    }
    let content = MessageContent(
      role: role, text: try fields.text("text"), parts: try fields.json("parts"),
      reasoning: try fields.optionalText("reasoning"),
      reasoningKey: try fields.optionalText("reasoning_key"),
      name: try fields.optionalText("name"), toolCallID: try fields.optionalText("tool_call_id"),
      toolCalls: try fields.objects("tool_calls").map { call in
        ToolCall(
          callID: try call.text("id"), type: try call.text("type"), name: try call.text("name"),
          arguments: try call.text("arguments"), extras: try call.json("extras"))
      },
      attachments: try fields.objects("attachments").map { attachment in
        AttachmentReference(
          sha256: try attachment.blob("sha256"), name: try attachment.text("name"),
          mediaType: try attachment.text("media_type"))
      },
      refusal: try fields.optionalText("refusal"), extras: try fields.json("extras"))
    var record = MessageRecord(
      id: try fields.identifier("id"), parent: try fields.optionalIdentifier("parent"),
      createdAt: try fields.time("created_at"), content: content,
      digest: try fields.optionalBlob("digest"))
    if let result = try fields.object("result") {
      record.call = .init(
        message: try result.identifier("message"), position: try result.optionalCount("call") ?? 0)
      record.result = ToolResult(
        error: try result.optionalText("error"),
        duration: try result.optionalCount("duration").map { Int64($0) })
    }
    record.pinnedAt = try fields.optionalTime("pinned_at")
    record.preferredAt = try fields.optionalTime("preferred_at")
    record.trashedAt = try fields.optionalTime("trashed_at")
    return record
  }

  private func turn(_ fields: RecordFields) throws -> TurnRecord {
    guard let kind = Turn.Kind(rawValue: try fields.text("kind")),
      let status = Turn.Status(rawValue: try fields.text("status"))
    else { throw UnreadableConversation("A turn is of a kind or status that convo does not know.") }
    var record = TurnRecord(
      id: try fields.identifier("id"), head: try fields.identifier("head"),
      reply: try fields.optionalIdentifier("reply"), provider: try fields.text("provider"),
      model: try fields.text("model"), sentAt: try fields.time("sent_at"),
      endedAt: try fields.time("ended_at"))
    record.kind = kind
    record.status = status
    record.base = try fields.optionalIdentifier("base")
    record.modelAnswered = try fields.optionalText("model_answered")
    record.day = try fields.text("day")
    record.firstTokenAt = try fields.optionalTime("first_token_at")
    if let usage = try fields.object("usage") {
      record.usage = Usage(
        prompt: try usage.tokens("prompt"), completion: try usage.tokens("completion"),
        cached: try usage.tokens("cached"), reasoning: try usage.tokens("reasoning"))
      record.newPromptTokens = try usage.optionalCount("new_prompt_tokens")
    }
    record.finishReason = try fields.optionalText("finish_reason")
    record.error = try fields.optionalText("error")
    record.bodySHA256 = try fields.optionalBlob("body_sha256")
    record.parameters = try fields.json("parameters") ?? "{}"
    record.plan = try fields.json("plan") ?? "{}"
    record.envelope = try fields.json("envelope")
    return record
  }
}

extension RecordFields {
  fileprivate func tokens(_ key: StaticString) throws -> Usage.Count {
    guard let count = try object(key) else { return Usage.Count() }
    return Usage.Count(
      reported: try count.optionalCount("reported"), estimated: try count.optionalCount("estimated")
    )
  }
}
