/// The sums as the turns themselves have them.
struct UsageRecount {
  /// Of each conversation, day and model.
  private(set) var live: [UsageEntry] = []
  /// Of each day and model, with what was kept of collected turns.
  private(set) var days: [(key: UsageKey, sums: UsageSums)] = []

  /// Reads every turn.
  init(connection: Connection) throws {
    var conversations: [Place: UsageSums] = [:]
    var days: [Place: UsageSums] = [:]
    try UsageEntry.forEach(in: connection) { entry in
      conversations[Place(entry.conversation, entry.key), default: UsageSums()].add(entry.sums)
      days[Place(0, entry.key), default: UsageSums()].add(entry.sums)
    }
    try connection.forEach(
      """
      SELECT day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_conversation WHERE is_collected = 1
      """
    ) { row in
      let key = UsageKey(day: try row.text(0), provider: try row.text(1), model: try row.text(2))
      days[Place(0, key), default: UsageSums()].add(try UsageSums(row, from: 3))
      return true
    }
    live = conversations.map { UsageEntry(conversation: $0.conversation, key: $0.key, sums: $1) }
    self.days = days.map { ($0.key, $1) }
  }

  /// Whether the sums that are kept are these.
  func isKept(in connection: Connection) throws -> Bool {
    var conversations = Dictionary(
      uniqueKeysWithValues: live.map { (Place($0.conversation, $0.key), $0.sums) })
    var days = Dictionary(uniqueKeysWithValues: days.map { (Place(0, $0.key), $0.sums) })
    var isSame = true
    try connection.forEach(
      """
      SELECT conversation_id, day, provider, model, replies, partial, failed, prompt_reported,
        prompt_estimated, prompt_new, prompt_resent, completion_reported, completion_estimated,
        cached_reported, reasoning_reported, reasoning_estimated, generated, generation_time,
        first_tokens
      FROM usage_by_conversation WHERE is_collected = 0
      """
    ) { row in
      let key = UsageKey(day: try row.text(1), provider: try row.text(2), model: try row.text(3))
      let found = conversations.removeValue(forKey: Place(try row.integer(0), key))
      isSame = try found == UsageSums(row, from: 4)
      return isSame
    }
    guard isSame, conversations.isEmpty else { return false }
    try connection.forEach(
      """
      SELECT day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_day
      """
    ) { row in
      let key = UsageKey(day: try row.text(0), provider: try row.text(1), model: try row.text(2))
      isSame = try days.removeValue(forKey: Place(0, key)) == UsageSums(row, from: 3)
      return isSame
    }
    return isSame && days.isEmpty
  }

  private struct Place: Hashable {
    let conversation: Int64
    let key: UsageKey

    init(_ conversation: Int64, _ key: UsageKey) {
      self.conversation = conversation
      self.key = key
    }
  }
}
