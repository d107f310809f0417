/// Keeps the sums of turns; part of the transactions that end turns or take them away.
struct UsageLedger {
  let connection: Connection

  /// Changes the sums, unless their tables are not as convo made them: that is no reason to lose a reply, and
  /// `examine` finds it.
  func keepingOn(_ change: (UsageLedger) throws -> Void) throws {
    do {
      try change(self)
    } catch let error as SQLiteError where error.isGeneral || error.isMismatch {}
  }

  /// Adds a turn that has ended.
  func add(_ entry: UsageEntry) throws {
    try change(entry, isCollected: false) { $0.add(entry.sums) }
    try changeDay(entry.key) { $0.add(entry.sums) }
  }

  /// Takes a turn away that is about to end in another way.
  func remove(_ entry: UsageEntry) throws {
    try change(entry, isCollected: false) { $0.subtract(entry.sums) }
    try changeDay(entry.key) { $0.subtract(entry.sums) }
  }

  /// Keeps the sums of a turn that is about to be collected as garbage.
  func collect(_ entry: UsageEntry) throws {
    try change(entry, isCollected: false) { $0.subtract(entry.sums) }
    try change(entry, isCollected: true) { $0.add(entry.sums) }
  }

  /// Takes the sums of turns that were collected as garbage and came back out of those of collected ones.
  ///
  /// They are with the conversation, or where it was gone, with those of no conversation.
  func bringBack(_ entry: UsageEntry) throws {
    let isWithConversation =
      try connection.first(
        """
        SELECT 1 FROM usage_by_conversation
        WHERE conversation_id = ?1 AND day = ?2 AND provider = ?3 AND model = ?4 AND is_collected = 1
        """, .integer(entry.conversation), .text(entry.key.day), .text(entry.key.provider),
        .text(entry.key.model)
      ) { _ in true } ?? false
    let collected = UsageEntry(
      conversation: isWithConversation ? entry.conversation : 0, key: entry.key, sums: entry.sums)
    try change(collected, isCollected: true) { $0.subtract(entry.sums) }
    try change(entry, isCollected: false) { $0.add(entry.sums) }
  }

  /// Keeps the sums of a conversation that is about to be collected, all of whose turns are.
  func collect(conversation: Int64) throws {
    let collected = try connection.all(
      """
      SELECT day, provider, model, is_collected, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_conversation WHERE conversation_id = ?1
      """, .integer(conversation)
    ) { row in
      (
        key: UsageKey(day: try row.text(0), provider: try row.text(1), model: try row.text(2)),
        sums: try UsageSums(row, from: 4)
      )
    }
    for (key, sums) in collected {
      let entry = UsageEntry(conversation: 0, key: key, sums: sums)
      try change(entry, isCollected: true) { $0.add(sums) }
    }
    try connection.run(
      "DELETE FROM usage_by_conversation WHERE conversation_id = ?1", .integer(conversation))
  }

  /// Makes the tables anew, and computes all sums from the turns and what was kept of collected ones.
  func recount() throws {
    let collected = (try? self.collected()) ?? []
    for (name, sql) in try OwnSchema.made().usageTables.sorted(by: { $0.key < $1.key }) {
      // Names and texts are the migrations' own, not data.
      try "DROP TABLE IF EXISTS \(name); \(sql)".withCString {
        try connection.execute(script: $0, name: name)
      }
    }
    for entry in collected { try write(entry, isCollected: true) }
    let sums = try UsageRecount(connection: connection)
    for entry in sums.live { try write(entry, isCollected: false) }
    for (key, sums) in sums.days { try write(sums, of: key) }
  }

  private func collected() throws -> [UsageEntry] {
    try connection.all(
      """
      SELECT conversation_id, day, provider, model, replies, partial, failed, prompt_reported,
        prompt_estimated, prompt_new, prompt_resent, completion_reported, completion_estimated,
        cached_reported, reasoning_reported, reasoning_estimated, generated, generation_time,
        first_tokens
      FROM usage_by_conversation WHERE is_collected = 1
      """
    ) { row in
      UsageEntry(
        conversation: try row.integer(0),
        key: UsageKey(day: try row.text(1), provider: try row.text(2), model: try row.text(3)),
        sums: try UsageSums(row, from: 4))
    }
  }

  // MARK: Rows

  private func change(
    _ entry: UsageEntry, isCollected: Bool, _ change: (inout UsageSums) -> Void
  ) throws {
    var sums =
      try connection.first(
        """
        SELECT replies, partial, failed, prompt_reported, prompt_estimated,
          prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
          reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
        FROM usage_by_conversation
        WHERE conversation_id = ?1 AND day = ?2 AND provider = ?3 AND model = ?4 AND is_collected = ?5
        """, .integer(entry.conversation), .text(entry.key.day), .text(entry.key.provider),
        .text(entry.key.model), .flag(isCollected)
      ) { try UsageSums($0, from: 0) } ?? UsageSums()
    change(&sums)
    try write(
      UsageEntry(conversation: entry.conversation, key: entry.key, sums: sums),
      isCollected: isCollected)
  }

  private func changeDay(_ key: UsageKey, _ change: (inout UsageSums) -> Void) throws {
    var sums =
      try connection.first(
        """
        SELECT replies, partial, failed, prompt_reported, prompt_estimated,
          prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
          reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
        FROM usage_by_day WHERE day = ?1 AND provider = ?2 AND model = ?3
        """, .text(key.day), .text(key.provider), .text(key.model)
      ) { try UsageSums($0, from: 0) } ?? UsageSums()
    change(&sums)
    try write(sums, of: key)
  }

  private func write(_ entry: UsageEntry, isCollected: Bool) throws {
    guard entry.sums.turns > 0 else {
      return try connection.run(
        """
        DELETE FROM usage_by_conversation
        WHERE conversation_id = ?1 AND day = ?2 AND provider = ?3 AND model = ?4
          AND is_collected = ?5
        """, .integer(entry.conversation), .text(entry.key.day), .text(entry.key.provider),
        .text(entry.key.model), .flag(isCollected))
    }
    try connection.run(
      """
      INSERT OR REPLACE INTO usage_by_conversation (
        conversation_id, day, provider, model, is_collected, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens)
      VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
      """,
      [
        .integer(entry.conversation), .text(entry.key.day), .text(entry.key.provider),
        .text(entry.key.model), .flag(isCollected),
      ] + entry.sums.values)
  }

  private func write(_ sums: UsageSums, of key: UsageKey) throws {
    guard sums.turns > 0 else {
      return try connection.run(
        "DELETE FROM usage_by_day WHERE day = ?1 AND provider = ?2 AND model = ?3",
        .text(key.day), .text(key.provider), .text(key.model))
    }
    try connection.run(
      """
      INSERT OR REPLACE INTO usage_by_day (
        day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens)
      VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      """, [.text(key.day), .text(key.provider), .text(key.model)] + sums.values)
  }
}

extension UsageSums {
  /// Reads the columns of either table, from one on.
  init(_ row: borrowing Row, from column: Int32) throws {
    self.init()
    for (index, path) in Self.numbers.enumerated() {
      self[keyPath: path] = min(max(0, try row.count(column + Int32(index))), Self.most)
    }
    firstTokens = FirstTokenTimes(text: try row.text(column + Int32(Self.numbers.count)))
  }

  /// Up to where sums are kept, as the migration keeps them; only a file that somebody changed gets there.
  private static let most = 1 << 52

  /// The values of the columns.
  fileprivate var values: [SQLiteValue] {
    Self.numbers.map { .integer(min(self[keyPath: $0], Self.most)) } + [.text(firstTokens.text)]
  }
}
