extension ConversationUnion {
  /// Takes a turn in; one whose messages were collected stays away with them.
  func take(_ turn: TurnRecord) throws {
    if try !isFresh && turns.key(of: turn.id) != nil { return }
    guard let key, let head = try places.key(of: turn.head) else {
      return try refuseIfFresh("Turn \(turn.id) continues a message that has not come.")
    }
    let reply = try turn.reply.flatMap { try places.key(of: $0) }
    guard reply != nil || turn.reply == nil else {
      return try refuseIfFresh("The reply of turn \(turn.id) has not come.")
    }
    guard turn.status != .running else {
      throw RecordError.invalid("Turn \(turn.id) has not ended.")
    }
    let base = try turn.base.flatMap { try places.key(of: $0) }
    func insert() throws {
      try turns.insert(turn, conversation: key, base: base, head: head, reply: reply)
    }
    if isFresh {
      try insert()
    } else {
      // The index knows which model wrote a reply, and that a prompt got none.
      try SearchIndexer(connection: connection).refresh([reply ?? head], insert)
    }
    hasChanged = true
    let usageKey = UsageKey(day: turn.day, provider: turn.provider, model: turn.model)
    if try !isFresh && Tombstones(connection: connection).remove(turn.id.bytes) {
      usageBack[usageKey, default: UsageSums()].add(UsageSums(turn))
    } else {
      usage[usageKey, default: UsageSums()].add(UsageSums(turn))
    }
  }

  /// Takes a summary in; one whose messages or turn were collected stays away with them.
  func take(_ summary: SummaryRecord) throws {
    let summaries = SummaryRepository(connection: connection)
    if try !isFresh && summaries.isStored(summary.id) { return }
    guard let key, let first = try places.key(of: summary.first),
      let last = try places.key(of: summary.last), let turn = try turns.key(of: summary.turn)
    else {
      return try refuseIfFresh("What summary \(summary.id) stands for has not come.")
    }
    guard !summary.text.isEmpty else {
      throw RecordError.invalid("Summary \(summary.id) is empty.")
    }
    try summaries.insert(summary, conversation: key, first: first, last: last, turn: turn)
    hasChanged = true
  }

  /// Adds what turns cost to the sums, once for all of them.
  func keepUsage(_ key: Int64) throws {
    try UsageLedger(connection: connection).keepingOn { ledger in
      for (usageKey, sums) in usage {
        try ledger.add(UsageEntry(conversation: key, key: usageKey, sums: sums))
      }
      for (usageKey, sums) in usageBack {
        try ledger.bringBack(UsageEntry(conversation: key, key: usageKey, sums: sums))
      }
    }
  }

  /// In a store where nothing was collected, what a record names must have come.
  private func refuseIfFresh(_ reason: String) throws {
    if isFresh { throw RecordError.invalid(reason) }
  }
}
