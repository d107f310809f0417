import Crypto

/// Rows of `turn`, `parameters` and `delta`.
struct TurnRepository {
  let connection: Connection

  /// Inserts a running turn.
  func begin(
    _ request: TurnRequest, id: Identifier<Turn>, conversation: Int64, base: Int64?, head: Int64,
    branch: Int64?, movesFrom: Int64?, operation: Int64?, at time: Timestamp
  ) throws -> Int64 {
    // What an earlier request had is sent again; one that failed was never used.
    let isNew = try !isSent(head)
    try connection.run(
      """
      INSERT INTO turn (
        uuid, conversation_id, kind, status, base_id, head_id, moves_branch_id, provider, model,
        day, sent_at, prompt_estimated, body_sha256, parameters_id, plan, moves_from_id,
        operation_id, prompt_new)
      VALUES (
        ?1, ?2, ?3, 'running', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """,
      .blob(id.bytes), .integer(conversation), .text(request.kind.rawValue), .integer(base),
      .integer(head), .integer(branch), .text(request.provider), .text(request.model),
      .text(time.localDay), .time(time), .tokens(request.estimatedPromptTokens),
      request.bodySHA256.map { .blob($0) } ?? .null,
      .integer(try parametersKey(request.parameters)), .text(request.plan), .integer(movesFrom),
      .integer(operation), .tokens(isNew ? request.newPromptTokens : 0))
    return connection.lastInsertedKey
  }

  /// What the end of a turn needs to know of its beginning.
  struct Ending {
    let conversation: Int64
    let head: Int64
    let branch: Int64?
    /// The head that the reply takes the place of.
    let movesFrom: Int64
    let operation: Int64?
    /// What was recovered of a reply when the turn was taken for lost.
    let reply: Int64?
  }

  func ending(of key: Int64) throws -> Ending? {
    try connection.first(
      """
      SELECT conversation_id, head_id, moves_branch_id, coalesce(moves_from_id, head_id),
        -- Of a turn that was taken for lost, an operation without anything in it was dropped.
        (SELECT id FROM operation WHERE operation.id = operation_id), reply_id
      FROM turn WHERE id = ?1
      """, .integer(key)
    ) {
      Ending(
        conversation: try $0.integer(0), head: try $0.integer(1),
        branch: try $0.optionalInteger(2), movesFrom: try $0.integer(3),
        operation: try $0.optionalInteger(4), reply: try $0.optionalInteger(5))
    }
  }

  /// Ends a turn that runs, or that was taken for lost.
  func end(
    _ key: Int64, status: Turn.Status, reply: Int64?, outcome: TurnOutcome, at time: Timestamp
  ) throws -> Bool {
    let usage = outcome.usage
    // One that was taken for lost was counted then.
    try UsageLedger(connection: connection).keepingOn {
      if let before = try UsageEntry.of(turn: key, in: connection) { try $0.remove(before) }
    }
    try connection.run(
      """
      -- A clock that was put back must not let a turn end before it began.
      UPDATE turn SET status = ?2, reply_id = ?3, moves_branch_id = NULL, model_answered = ?4,
        first_token_at = max(sent_at, ?5), ended_at = max(sent_at, coalesce(?5, sent_at), ?6),
        prompt_reported = ?7,
        prompt_estimated = coalesce(?8, prompt_estimated),
        -- Counted by convo; what the endpoint counted is parted alike.
        prompt_new = iif(?7 >= 0 AND prompt_estimated > 0,
          CAST(min(?7, round(1.0 * prompt_new * ?7 / prompt_estimated)) AS INTEGER), prompt_new),
        completion_reported = ?9,
        completion_estimated = ?10, cached_reported = ?11, reasoning_reported = ?12,
        reasoning_estimated = ?13, finish_reason = ?14, error = ?15, envelope = ?16
      WHERE id = ?1 AND status IN ('running', 'lost')
      """,
      .integer(key), .text(status.rawValue), .integer(reply), .text(outcome.modelAnswered),
      .time(outcome.firstTokenAt), .time(time), .tokens(usage.prompt.reported),
      .tokens(usage.prompt.estimated), .tokens(usage.completion.reported),
      .tokens(usage.completion.estimated), .tokens(usage.cached.reported),
      .tokens(usage.reasoning.reported), .tokens(usage.reasoning.estimated),
      .text(outcome.finishReason), .text(outcome.error), .text(outcome.envelope))
    let hasEnded = connection.changes == 1
    try UsageLedger(connection: connection).keepingOn {
      if let entry = try UsageEntry.of(turn: key, in: connection) { try $0.add(entry) }
    }
    return hasEnded
  }

  /// Finds a turn's key by its identity.
  func key(of id: Identifier<Turn>) throws -> Int64? {
    try connection.first("SELECT id FROM turn WHERE uuid = ?1", .blob(id.bytes)) {
      try $0.integer(0)
    }
  }

  func turn(_ key: Int64) throws -> Turn? {
    try connection.first(
      """
      SELECT turn.id, uuid, kind, status, provider, model, model_answered, sent_at, first_token_at,
        ended_at, prompt_reported, prompt_estimated, completion_reported, completion_estimated,
        cached_reported, cached_estimated, reasoning_reported, reasoning_estimated, finish_reason,
        error, parameters.json, plan, envelope, conversation_id, base_id, head_id, reply_id
      FROM turn JOIN parameters ON parameters.id = parameters_id WHERE turn.id = ?1
      """, .integer(key), read: Self.read)
  }

  /// The newest turn that continued a message.
  func newest(continuing head: Int64) throws -> Turn? {
    try connection.first(
      "SELECT id FROM turn WHERE head_id = ?1 AND kind <> 'summary' ORDER BY id DESC LIMIT 1",
      .integer(head)
    ) { try $0.integer(0) }.flatMap(turn(_:))
  }

  /// The newest turn of a conversation of which nothing is in the trash.
  func newest(of conversation: Int64) throws -> Turn? {
    var newest: Int64?
    let trash = TrashedMessages(connection: connection)
    try connection.forEach(
      """
      SELECT id, coalesce(reply_id, head_id) FROM turn
      WHERE conversation_id = ?1 AND kind <> 'summary' ORDER BY id DESC
      """, .integer(conversation)
    ) { row in
      let key = try row.integer(0)
      if try !trash.contain(row.integer(1), in: conversation) { newest = key }
      return newest == nil
    }
    return try newest.flatMap(turn(_:))
  }

  /// The newest turn on the way up from a message: the one that made a reply, or that failed to.
  ///
  /// Replies beside the way, those in the trash among them, are passed over.
  func newest(upTo message: Int64) throws -> Turn? {
    try newestKey(upTo: message).flatMap(turn(_:))
  }

  /// The key of that turn.
  func newestKey(upTo message: Int64) throws -> Int64? {
    var current: Int64? = message
    for _ in 0..<Self.searchedDepth {
      guard let key = current else { return nil }
      let found = try connection.first(
        """
        SELECT max(id) FROM (
          SELECT id FROM turn WHERE reply_id = ?1
          UNION ALL SELECT id FROM turn WHERE head_id = ?1 AND reply_id IS NULL AND kind <> 'summary')
        """, .integer(key)
      ) { try $0.optionalInteger(0) }
      if case .some(.some(let turn)) = found { return turn }
      current =
        try connection.first("SELECT parent_id FROM message WHERE id = ?1", .integer(key)) {
          try $0.optionalInteger(0)
        } ?? nil
    }
    return nil
  }

  /// How far up a turn is looked for: past a long run of words that nobody sent.
  private static let searchedDepth = 100

  /// The turn that made a message.
  func making(reply: Int64) throws -> Turn? {
    try connection.first(
      "SELECT id FROM turn WHERE reply_id = ?1 ORDER BY id DESC LIMIT 1", .integer(reply)
    ) { try $0.integer(0) }.flatMap(turn(_:))
  }

  /// True when some turn that continued the message got a reply.
  func hasReply(continuing head: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM turn WHERE head_id = ?1 AND reply_id IS NOT NULL LIMIT 1", .integer(head)
    ) { _ in true } ?? false
  }

  /// True when a request that ended with the message was sent and not refused.
  private func isSent(_ head: Int64) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM turn
      WHERE head_id = ?1 AND kind <> 'summary' AND (status <> 'failed' OR prompt_reported > 0) LIMIT 1
      """, .integer(head)
    ) { _ in true } ?? false
  }

  /// True while a reply to the message is on its way.
  func isBusy(head: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM turn WHERE head_id = ?1 AND status = 'running' AND kind <> 'summary' LIMIT 1",
      .integer(head)
    ) { _ in true } ?? false
  }

  /// The keys of turns that have not ended, as far as the store knows.
  func running() throws -> [Int64] {
    try connection.all("SELECT id FROM turn WHERE status = 'running' ORDER BY id") {
      try $0.integer(0)
    }
  }

  /// True while a reply that an operation asked for is on its way.
  func isRunning(for operation: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM turn WHERE status = 'running' AND operation_id = ?1 LIMIT 1",
      .integer(operation)
    ) { _ in true } ?? false
  }

  /// True while a reply is on its way in a conversation.
  func isRunning(in conversation: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM turn WHERE status = 'running' AND conversation_id = ?1 LIMIT 1",
      .integer(conversation)
    ) { _ in true } ?? false
  }

  func parametersKey(_ json: String) throws -> Int64 {
    var json = json
    let hash = json.withUTF8 { utf8 in
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return hasher.finalize().withUnsafeBytes { [UInt8]($0) }
    }
    let known = try connection.first("SELECT id FROM parameters WHERE sha256 = ?1", .blob(hash)) {
      try $0.integer(0)
    }
    if let known { return known }
    try connection.run(
      "INSERT INTO parameters (sha256, json) VALUES (?1, ?2)", .blob(hash), .text(json))
    return connection.lastInsertedKey
  }

  private static func read(_ row: borrowing Row) throws -> Turn {
    guard let id = Identifier<Turn>(bytes: try row.blob(1)) else { throw row.mismatch(1, "a UUID") }
    guard let kind = Turn.Kind(rawValue: try row.text(2)) else { throw row.mismatch(2, "a kind") }
    guard let status = Turn.Status(rawValue: try row.text(3)) else {
      throw row.mismatch(3, "a status")
    }
    let usage = Usage(
      prompt: .init(reported: try row.optionalCount(10), estimated: try row.optionalCount(11)),
      completion: .init(reported: try row.optionalCount(12), estimated: try row.optionalCount(13)),
      cached: .init(reported: try row.optionalCount(14), estimated: try row.optionalCount(15)),
      reasoning: .init(reported: try row.optionalCount(16), estimated: try row.optionalCount(17)))
    return Turn(
      id: id, kind: kind, status: status, provider: try row.text(4), model: try row.text(5),
      modelAnswered: try row.optionalText(6), sentAt: try row.time(7),
      firstTokenAt: try row.optionalTime(8), endedAt: try row.optionalTime(9), usage: usage,
      finishReason: try row.optionalText(18), error: try row.optionalText(19),
      parameters: try row.text(20), plan: try row.text(21), envelope: try row.optionalText(22),
      key: try row.integer(0), conversationKey: try row.integer(23),
      baseKey: try row.optionalInteger(24), headKey: try row.integer(25),
      replyKey: try row.optionalInteger(26))
  }
}

extension SQLiteValue {
  /// A number of tokens; nobody said one if it is negative, and a reply is not lost over that.
  static func tokens(_ count: Int?) -> SQLiteValue {
    .integer(count.flatMap { $0 < 0 ? nil : $0 })
  }
}
