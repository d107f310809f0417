/// What a turn that has ended adds to the sums.
struct UsageEntry {
  let conversation: Int64
  let key: UsageKey
  let sums: UsageSums
  /// The message that the turn belongs to: its reply, or where nothing came, the one that it continued.
  let message: Int64

  /// Reads a turn's; nil for one that runs, or is not there.
  static func of(turn: Int64, in connection: Connection) throws -> UsageEntry? {
    try connection.first(
      """
      SELECT conversation_id, day, provider, model, status, reply_id, head_id, prompt_reported,
        prompt_estimated, prompt_new, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, sent_at, first_token_at, ended_at
      FROM turn WHERE id = ?1 AND status <> 'running'
      """, .integer(turn), read: Self.init(_:))
  }

  /// Lends the entries of all turns in the order of their conversations.
  static func forEach(in connection: Connection, _ body: (UsageEntry) throws -> Void) throws {
    try connection.forEach(
      """
      SELECT conversation_id, day, provider, model, status, reply_id, head_id, prompt_reported,
        prompt_estimated, prompt_new, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, sent_at, first_token_at, ended_at
      FROM turn WHERE status <> 'running'
      """
    ) {
      try body(UsageEntry($0))
      return true
    }
  }

  /// The entries of a conversation's turns.
  static func all(of conversation: Int64, in connection: Connection) throws -> [UsageEntry] {
    try connection.all(
      """
      SELECT conversation_id, day, provider, model, status, reply_id, head_id, prompt_reported,
        prompt_estimated, prompt_new, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, sent_at, first_token_at, ended_at
      FROM turn WHERE conversation_id = ?1 AND status <> 'running'
      """, .integer(conversation), read: Self.init(_:))
  }

  init(conversation: Int64, key: UsageKey, sums: UsageSums, message: Int64 = 0) {
    self.conversation = conversation
    self.key = key
    self.sums = sums
    self.message = message
  }

  private init(_ row: borrowing Row) throws {
    func count(_ column: Int32) throws -> Usage.Count {
      Usage.Count(
        reported: try row.optionalCount(column).map { max(0, $0) },
        estimated: try row.optionalCount(column + 1).map { max(0, $0) })
    }
    let reply = try row.optionalInteger(5)
    conversation = try row.integer(0)
    key = UsageKey(day: try row.text(1), provider: try row.text(2), model: try row.text(3))
    message = try reply ?? row.integer(6)
    sums = UsageSums(
      status: Turn.Status(rawValue: try row.text(4)), hasReply: reply != nil,
      usage: Usage(
        prompt: try count(7), completion: try count(10),
        cached: Usage.Count(reported: try row.optionalCount(12).map { max(0, $0) }),
        reasoning: try count(13)),
      newPrompt: try row.optionalCount(9).map { max(0, $0) }, sentAt: try row.time(15),
      firstTokenAt: try row.optionalTime(16), endedAt: try row.optionalTime(17))
  }
}
