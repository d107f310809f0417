extension ChatStore {
  /// What `collect(_:)` would remove now.
  public func garbage() throws -> Garbage {
    try sayingIndexIsDamaged { try read { try GarbageCensus(connection: $0).garbage() } }
  }

  /// Removes for good what was announced, in short transactions that let other writers in between.
  ///
  /// What was taken out of the trash since the announcement stays, and so does what came into it.
  /// Of every conversation and message a tombstone remains, and of the turns their tokens. Freed
  /// pages are overwritten with zeros, and the words leave the search index too. When it is
  /// interrupted, the next collection goes on with the rest.
  /// - Parameters:
  ///   - garbage: What `garbage()` announced.
  ///   - progress: Called now and then with how many messages have been removed.
  /// - Returns: What was removed.
  /// - Throws: `ChatStoreError`; what was removed until then stays removed.
  public func collect(
    _ garbage: Garbage, progress: (Int) -> Void = { _ in }
  ) throws -> Garbage {
    // What is removed must leave the index too.
    try sayingIndexIsDamaged { try collectAll(garbage, progress) }
  }

  private func collectAll(_ garbage: Garbage, _ progress: (Int) -> Void) throws -> Garbage {
    var freed = Garbage()
    for tree in garbage.trees {
      let messages = try read { try GarbageCensus(connection: $0).messages(of: tree.key) }
      guard messages.count == tree.messages,
        try write(.normal, { try collector($0).begin(tree) })
      else { continue }
      try remove(messages, &freed, progress) { collector, message in
        try collector.isThere(tree) && collector.isIn(tree.key, message)
      }
      let isGone = try write { connection in
        let collector = collector(connection)
        guard try collector.isThere(tree) else { return false }
        try collector.remove(conversation: tree.key)
        return true
      }
      if isGone { freed.conversations += 1 }
    }
    // Before the messages, which are the heads of some.
    for branch in garbage.trashedBranches
    where try write(.normal, { try collector($0).remove(branch) }) {
      freed.branches += 1
    }
    for root in garbage.roots {
      let messages = try read { try GarbageCensus(connection: $0).messages(at: root) }
      guard messages.count == root.messages,
        try write(.normal, { try collector($0).begin(root) })
      else { continue }
      try remove(messages, &freed, progress) { collector, message in
        try collector.isThere(root) && collector.isBelow(root, message)
      }
    }
    try remove(attachments: garbage.strayAttachments, &freed)
    let removals = try read { try SearchIndexer(connection: $0).removals() }
    if removals != 0 { try forgetWords(of: removals) }
    return freed
  }

  private func collector(_ connection: Connection) -> Collector {
    Collector(connection: connection, time: clock())
  }

  /// Removes messages from the leaves upwards, a batch a transaction, and then what they carried.
  ///
  /// Of each is asked whether it is meant, in the transaction that removes it: another collection may have
  /// removed it, and its key may be that of something new.
  private func remove(
    _ messages: [Int64], _ freed: inout Garbage, _ progress: (Int) -> Void,
    where isMeant: (Collector, Int64) throws -> Bool
  ) throws {
    var attachments: Set<Int64> = []
    var rest = messages[...]
    while !rest.isEmpty {
      let batch = rest.suffix(Collector.batch)
      rest = rest.dropLast(batch.count)
      let (count, bytes, carried) = try write { connection in
        let census = GarbageCensus(connection: connection)
        let collector = collector(connection)
        var count = 0
        var bytes: Int64 = 0
        var carried: [Int64] = []
        for key in batch.reversed() where try isMeant(collector, key) {
          count += 1
          bytes += try census.bytes(of: key)
          carried += try census.attachments(of: key)
          try collector.remove(message: key)
        }
        try SearchIndexer(connection: connection).noteRemovedWords()
        return (count, bytes, carried)
      }
      freed.messages += count
      freed.bytes += bytes
      attachments.formUnion(carried)
      progress(freed.messages)
    }
    try remove(attachments: attachments.sorted(), &freed)
  }

  /// Removes those attachments that no message carries now, each in a transaction of its own, because
  /// one can be large.
  private func remove(attachments: [Int64], _ freed: inout Garbage) throws {
    for key in attachments {
      let size = try read { try GarbageCensus(connection: $0).bytes(ofAttachment: key) }
      guard try write(.normal, { try collector($0).removeIfUnused(attachment: key) }) else {
        continue
      }
      freed.attachments += 1
      freed.bytes += size
    }
  }

  /// Merges the search index's segments, in which words that were deleted stay until then, a piece a
  /// transaction, and empties the log file.
  func forgetWords(of removals: Int64) throws {
    var isFirst = true
    while try write(.normal, { try SearchIndexer(connection: $0).mergePiece(isFirst: isFirst) }) {
      isFirst = false
    }
    try write(.normal) { try SearchIndexer(connection: $0).noteForgottenWords(after: removals) }
    try Self.wrapping(path) {
      try database.withWriter(.normal) { connection in
        // A reader that is at it keeps the log; it is emptied with the next checkpoint then.
        _ = try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { try $0.integer(0) }
      }
    }
  }
}
