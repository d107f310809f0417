import ChatCompletions
package import ChatStore

/// A conversation as lines of convo's own JSONL: the whole tree with its turns and branches.
///
/// One object a line: the conversation, its messages (parents before children; an attachment before
/// the first message that carries it), its turns, its branches. Identities are UUIDs; the format is described in `docs/formats.md`.
package struct ConversationRecord {
  private let store: ChatStore
  /// The attachments that are written: each content once, however many conversations have it.
  private var written: Set<[UInt8]> = []

  package init(store: ChatStore) {
    self.store = store
  }

  /// Calls `line` with each line, without its newline.
  package mutating func write(
    _ conversation: Conversation, line: (String) throws -> Void
  ) throws {
    var ids: [Int64: Identifier<Message>] = [:]
    try line(try self.conversation(conversation).serialized)
    try store.forEachMessage(of: conversation) { message, bytes in
      ids[message.key] = message.id
      for attachment in message.content.attachments
      where written.insert(attachment.sha256).inserted {
        // Bytes that are lost must not keep the rest from being saved.
        guard let bytes = try bytes(attachment.sha256) else { continue }
        try line(Self.record(attachment.sha256, bytes).serialized)
      }
      try line(record(message, parent: message.parentKey.flatMap { ids[$0] }).serialized)
    }
    // What was sent for a message in the trash is in the trash with it.
    for turn in try store.turns(of: conversation) where ids[turn.headKey] != nil {
      try line(record(turn, ids: ids).serialized)
    }
    for branch in try store.branches(of: conversation) {
      try line(
        Self.object([
          ("type", .string("branch")), ("conversation", .string(conversation.id.description)),
          ("name", .string(branch.name)),
          ("head", Self.string(branch.headKey.flatMap { ids[$0] }?.description)),
          ("created_at", .string(branch.createdAt.iso8601)),
          ("updated_at", .string(branch.updatedAt.iso8601)),
        ]).serialized)
    }
  }

  private func conversation(_ conversation: Conversation) throws -> JSONValue {
    Self.object([
      ("type", .string("conversation")), ("format", .string("convo.jsonl.1")),
      ("id", .string(conversation.id.description)), ("title", .string(conversation.title)),
      ("tags", .array(try store.tags(of: conversation).map { .string($0) })),
      ("active_branch", .string(try store.activeBranch(of: conversation).name)),
      ("created_at", .string(conversation.createdAt.iso8601)),
      ("updated_at", .string(conversation.updatedAt.iso8601)),
      ("archived_at", Self.string(conversation.archivedAt?.iso8601)),
    ])
  }

  private static func record(_ sha256: [UInt8], _ bytes: [UInt8]) -> JSONValue {
    object([
      ("type", .string("attachment")), ("sha256", .string(sha256.hexadecimal)),
      ("bytes", JSONValue(bytes.count)), ("base64", .string(bytes.base64)),
    ])
  }

  private func record(_ message: Message, parent: Identifier<Message>?) -> JSONValue {
    Self.object([
      ("type", .string("message")), ("id", .string(message.id.description)),
      ("parent", Self.string(parent?.description)),
      ("created_at", .string(message.createdAt.iso8601)),
      ("digest", .string(message.digest.hexadecimal)),
      ("match_key", .string(message.matchKey.hexadecimal)),
      ("message", MessageMapping.record(message.content).json),
      (
        "attachments",
        .array(
          message.content.attachments.map {
            Self.object([
              ("sha256", .string($0.sha256.hexadecimal)), ("name", .string($0.name)),
              ("media_type", .string($0.mediaType)),
            ])
          })
      ),
    ])
  }

  private func record(_ turn: Turn, ids: [Int64: Identifier<Message>]) -> JSONValue {
    func count(_ count: Usage.Count) -> JSONValue {
      Self.object([
        ("reported", count.reported.map { JSONValue($0) } ?? .null),
        ("estimated", count.estimated.map { JSONValue($0) } ?? .null),
      ])
    }
    return Self.object([
      ("type", .string("turn")), ("id", .string(turn.id.description)),
      ("kind", .string(turn.kind.rawValue)), ("status", .string(turn.status.rawValue)),
      ("head", Self.string(ids[turn.headKey]?.description)),
      ("reply", Self.string(turn.replyKey.flatMap { ids[$0] }?.description)),
      ("provider", .string(turn.provider)), ("model", .string(turn.model)),
      ("model_answered", Self.string(turn.modelAnswered)),
      ("sent_at", .string(turn.sentAt.iso8601)),
      ("first_token_at", Self.string(turn.firstTokenAt?.iso8601)),
      ("ended_at", Self.string(turn.endedAt?.iso8601)),
      (
        "usage",
        Self.object([
          ("prompt", count(turn.usage.prompt)), ("completion", count(turn.usage.completion)),
          ("cached", count(turn.usage.cached)), ("reasoning", count(turn.usage.reasoning)),
        ])
      ),
      ("finish_reason", Self.string(turn.finishReason)), ("error", Self.string(turn.error)),
      ("parameters", Self.parsed(turn.parameters)), ("plan", Self.parsed(turn.plan)),
      ("envelope", Self.parsed(turn.envelope)),
    ])
  }

  private static func object(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
    .object(JSONObject(members))
  }

  private static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  private static func parsed(_ json: String?) -> JSONValue {
    guard let json else { return .null }
    return (try? JSONValue(parsing: json)) ?? .string(json)
  }
}
