extension TurnRepository {
  /// Inserts a turn that has ended, from a store or a program where it was.
  func insert(
    _ turn: TurnRecord, conversation: Int64, base: Int64?, head: Int64, reply: Int64?
  ) throws {
    let usage = turn.usage
    try connection.run(
      """
      INSERT INTO turn (
        uuid, conversation_id, kind, status, base_id, head_id, reply_id, provider, model,
        model_answered, day, sent_at, first_token_at, ended_at, prompt_reported, prompt_estimated,
        completion_reported, completion_estimated, cached_reported, cached_estimated,
        reasoning_reported, reasoning_estimated, finish_reason, error, body_sha256, parameters_id,
        plan, envelope, prompt_new)
      VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)
      """,
      .blob(turn.id.bytes), .integer(conversation), .text(turn.kind.rawValue),
      .text(turn.status.rawValue), .integer(base), .integer(head), .integer(reply),
      .text(turn.provider), .text(turn.model), .text(turn.modelAnswered), .text(turn.day),
      .time(turn.sentAt), .time(turn.firstTokenAt), .time(turn.endedAt),
      .tokens(usage.prompt.reported), .tokens(usage.prompt.estimated),
      .tokens(usage.completion.reported), .tokens(usage.completion.estimated),
      .tokens(usage.cached.reported), .tokens(usage.cached.estimated),
      .tokens(usage.reasoning.reported), .tokens(usage.reasoning.estimated),
      .text(turn.finishReason), .text(turn.error), turn.bodySHA256.map { .blob($0) } ?? .null,
      .integer(try parametersKey(turn.parameters)), .text(turn.plan), .text(turn.envelope),
      .tokens(turn.newPromptTokens))
  }

  /// Reads a turn as a record; nil for one that runs.
  func record(_ key: Int64) throws -> TurnRecord? {
    try connection.first(
      """
      SELECT turn.uuid, kind, status, base.uuid, head.uuid, reply.uuid, provider, model,
        model_answered, day, sent_at, first_token_at, ended_at, prompt_reported, prompt_estimated,
        completion_reported, completion_estimated, cached_reported, cached_estimated,
        reasoning_reported, reasoning_estimated, prompt_new, finish_reason, error, body_sha256,
        parameters.json, plan, envelope
      FROM turn
        JOIN parameters ON parameters.id = parameters_id
        JOIN message AS head ON head.id = head_id
        LEFT JOIN message AS reply ON reply.id = reply_id
        LEFT JOIN message AS base ON base.id = base_id
      WHERE turn.id = ?1 AND status <> 'running'
      """, .integer(key), read: Self.readRecord)
  }

  private static func readRecord(_ row: borrowing Row) throws -> TurnRecord {
    guard let id = try row.identifier(0, of: Turn.self),
      let head = try row.identifier(4, of: Message.self)
    else { throw row.mismatch(0, "a UUID") }
    guard let kind = Turn.Kind(rawValue: try row.text(1)) else { throw row.mismatch(1, "a kind") }
    guard let status = Turn.Status(rawValue: try row.text(2)) else {
      throw row.mismatch(2, "a status")
    }
    func count(_ column: Int32) throws -> Usage.Count {
      Usage.Count(
        reported: try row.optionalCount(column), estimated: try row.optionalCount(column + 1))
    }
    var record = TurnRecord(
      id: id, head: head, reply: try row.identifier(5, of: Message.self),
      provider: try row.text(6), model: try row.text(7), day: try row.text(9),
      sentAt: try row.time(10), endedAt: try row.time(12),
      usage: Usage(
        prompt: try count(13), completion: try count(15), cached: try count(17),
        reasoning: try count(19)))
    record.kind = kind
    record.status = status
    record.base = try row.identifier(3, of: Message.self)
    record.modelAnswered = try row.optionalText(8)
    record.firstTokenAt = try row.optionalTime(11)
    record.newPromptTokens = try row.optionalCount(21)
    record.finishReason = try row.optionalText(22)
    record.error = try row.optionalText(23)
    record.bodySHA256 = try row.optionalBlob(24)
    record.parameters = try row.text(25)
    record.plan = try row.text(26)
    record.envelope = try row.optionalText(27)
    return record
  }
}
