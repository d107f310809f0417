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

  /// Removes it.
  /// - Returns: How many messages were removed.
  func bury(_ plot: Plot) throws -> Int {
    let removed = try removable(plot)
    guard !removed.isEmpty || plot.isWhole else { return 0 }
    let collector = Collector(connection: connection, time: time)
    let gone = Set(removed)
    for operation in try collector.operations(of: plot.conversation)
    where try collector.messages(of: operation).contains(where: gone.contains) {
      try collector.forget(operation)
    }
    try moveBranches(of: plot.conversation, from: gone)
    for message in removed { try collector.remove(message: message) }
    try SearchIndexer(connection: connection).noteRemovedWords()
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
    return removed.count
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
