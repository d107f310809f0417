/// Removes what another store has collected as garbage from this one.
///
/// A message stays where something stands below it that the other store has not collected.
struct Burial {
  let connection: Connection
  let time: Timestamp

  /// What of a conversation the other store has collected.
  struct Plot {
    let conversation: Int64
    /// The messages, the deepest first.
    var messages: [Int64] = []
    /// Whether the conversation itself was collected.
    var isWhole = false
    /// Whether what hangs on the messages has been seen to.
    fileprivate var hasBegun = false

    init(conversation: Int64) {
      self.conversation = conversation
    }
  }

  /// Finds what is here of what was collected there.
  static func find(_ ids: [[UInt8]], in connection: Connection) throws -> [Plot] {
    var plots: [Int64: Plot] = [:]
    var depths: [Int64: Int] = [:]
    for id in ids {
      if let key = try connection.first(
        "SELECT id FROM conversation WHERE uuid = ?1", .blob(id), read: { try $0.integer(0) })
      {
        plots[key, default: Plot(conversation: key)].isWhole = true
      }
      let message = try connection.first(
        "SELECT id, conversation_id, depth FROM message WHERE uuid = ?1", .blob(id)
      ) { (key: try $0.integer(0), conversation: try $0.integer(1), depth: try $0.count(2)) }
      guard let message else { continue }
      depths[message.key] = message.depth
      plots[message.conversation, default: Plot(conversation: message.conversation)].messages
        .append(message.key)
    }
    for key in plots.keys {
      plots[key]?.messages.sort { (depths[$0] ?? 0, $0) > (depths[$1] ?? 0, $1) }
    }
    return plots.values.sorted { $0.conversation < $1.conversation }
  }

  /// Removes the next piece of it, as a transaction of its own.
  ///
  /// Where a reply is on its way nothing is removed; the next merge will do it.
  /// - Returns: How many messages were removed; nil when nothing is left to do.
  func step(_ plot: inout Plot) throws -> Int? {
    guard plot.isWhole || !plot.messages.isEmpty,
      try !TurnRepository(connection: connection).isRunning(in: plot.conversation)
    else { return nil }
    if !plot.hasBegun {
      plot.hasBegun = true
      plot.messages = try removable(plot)
      try begin(plot)
    }
    let batch = Array(plot.messages.prefix(Collector.batch))
    plot.messages.removeFirst(batch.count)
    let removed = try remove(batch, of: plot)
    if plot.messages.isEmpty {
      try end(plot)
      plot.isWhole = false
    }
    return removed
  }

  private func begin(_ plot: Plot) throws {
    let collector = Collector(connection: connection, time: time)
    let gone = Set(plot.messages)
    for operation in try collector.operations(of: plot.conversation)
    where try collector.messages(of: operation).contains(where: gone.contains) {
      try collector.forget(operation)
    }
    try moveBranches(of: plot.conversation, from: gone)
  }

  private func remove(_ batch: [Int64], of plot: Plot) throws -> Int {
    let collector = Collector(connection: connection, time: time)
    let census = GarbageCensus(connection: connection)
    var removed = 0
    // Somebody may have gone on below one since the first piece.
    for message in batch where try !hasChild(message, in: plot.conversation) {
      let carried = try census.attachments(of: message)
      try collector.remove(message: message)
      for attachment in carried { _ = try collector.removeIfUnused(attachment: attachment) }
      removed += 1
    }
    if removed > 0 { try SearchIndexer(connection: connection).noteRemovedWords() }
    return removed
  }

  private func end(_ plot: Plot) throws {
    let collector = Collector(connection: connection, time: time)
    let isEmpty =
      try connection.first(
        "SELECT 1 FROM message WHERE conversation_id = ?1 LIMIT 1", .integer(plot.conversation)
      ) { _ in false } ?? true
    if plot.isWhole, isEmpty {
      for operation in try collector.operations(of: plot.conversation) {
        try collector.forget(operation)
      }
      try collector.bury(conversation: plot.conversation)
      try collector.remove(conversation: plot.conversation)
    } else {
      try BranchRepository(connection: connection).ensureHead(in: plot.conversation)
      try connection.run(
        "UPDATE conversation SET message_count = ?2 WHERE id = ?1", .integer(plot.conversation),
        .integer(try TrashedMessages(connection: connection).liveCount(in: plot.conversation)))
    }
  }

  private func hasChild(_ message: Int64, in conversation: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM message WHERE conversation_id = ?1 AND parent_id = ?2 LIMIT 1",
      .integer(conversation), .integer(message)
    ) { _ in true } ?? false
  }

  /// The messages below which nothing stays, the deepest first.
  private func removable(_ plot: Plot) throws -> [Int64] {
    var gone: Set<Int64> = []
    return try plot.messages.filter { message in
      var hasChild = false
      try connection.forEach(
        "SELECT id FROM message WHERE conversation_id = ?1 AND parent_id = ?2",
        .integer(plot.conversation), .integer(message)
      ) { row in
        hasChild = try !gone.contains(row.integer(0))
        return !hasChild
      }
      if !hasChild { gone.insert(message) }
      return !hasChild
    }
  }

  /// Lets branches end above what goes; a branch of which nothing stays has no message any more.
  private func moveBranches(of conversation: Int64, from gone: Set<Int64>) throws {
    let heads = try connection.all(
      "SELECT id, head_id FROM branch WHERE conversation_id = ?1 AND head_id IS NOT NULL",
      .integer(conversation)
    ) { (branch: try $0.integer(0), head: try $0.integer(1)) }
    for (branch, head) in heads where gone.contains(head) {
      var end: Int64? = head
      while let message = end, gone.contains(message) {
        end =
          try connection.first("SELECT parent_id FROM message WHERE id = ?1", .integer(message)) {
            try $0.optionalInteger(0)
          } ?? nil
      }
      try connection.run(
        "UPDATE branch SET head_id = ?2 WHERE id = ?1", .integer(branch), .integer(end))
    }
  }
}
