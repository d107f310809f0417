extension ChatStore {
  /// Opens a store that is only read, and not touched.
  ///
  /// One with an older schema is read in a copy, since it would have to be changed.
  /// - Parameters:
  ///   - path: The database file.
  ///   - copy: Where a copy may be made; a path at which there is nothing.
  /// - Returns: The store.
  /// - Throws: As `open`; `newerSchema` and `notAStore` among others.
  public static func openForReading(
    path: String, copying copy: String
  ) throws -> ChatStore {
    let file = StoreFile(path: path)
    guard try file.exists() else { throw ChatStoreError.noStore(path: path) }
    return try wrapping(path) {
      let access = file.access == .readWrite ? Connection.Access.readOnly : file.access
      let database = Database(path: path, access: access)
      let version = try database.read { try Migrator.check($0, path: path) }
      guard version == Migration.count else {
        try file.copy(to: copy, from: database)
        return try open(path: copy, creating: false)
      }
      return ChatStore(
        path: path, origin: "", database: database, locks: nil, clock: Timestamp.now)
    }
  }

  /// Unites this store with another one, which is only read: everything that either has, once.
  ///
  /// It is a union by UUID, so that merging twice changes nothing, and merging both ways round gives both
  /// stores the same messages. Of settings the last change wins. A branch that went on moves on; two that went
  /// on differently become two. What either has collected as garbage is gone in both, unless
  /// something new stands below it.
  /// - Parameters:
  ///   - other: The other store.
  ///   - progress: Called now and then with how many conversations are done, of how many.
  /// - Returns: What came.
  /// - Throws: `ChatStoreError`; conversations that were done until then have come.
  public func merge(
    _ other: ChatStore, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> MergeReport {
    var report = MergeReport()
    try other.snapshot { other in
      // First, so that branches end where they end in the other store before they are compared.
      report.removedMessages = try bury(other.read { try Tombstones(connection: $0).all() })
      let conversations = try other.conversationsByIdentity(includingTrash: true)
      try uniting(report: { report.add($0) }) { union in
        for (index, conversation) in conversations.enumerated() {
          try progress(index, conversations.count)
          try other.forEachRecord(of: conversation, includingTrash: true) {
            try union.add($0, at: index)
          }
        }
      }
      report.runningTurns = try other.read {
        try TurnRepository(connection: $0).running().count
      }
    }
    return report
  }

  /// Removes what another store has collected as garbage, as far as nothing new stands below it.
  private func bury(_ tombstones: [(id: [UInt8], collectedAt: Timestamp)]) throws -> Int {
    let (plots, unknown) = try read { connection in
      let own = Tombstones(connection: connection)
      let new = try tombstones.filter { try !own.contain($0.id) }
      return (try Burial.find(new.map(\.id), in: connection), new)
    }
    var removed = 0
    for plot in plots {
      var rest = plot
      while let step = try write(.normal, { try Burial(connection: $0, time: clock()).step(&rest) })
      {
        removed += step
      }
    }
    if removed > 0 {
      let removals = try read { try SearchIndexer(connection: $0).removals() }
      if removals != 0 { try forgetWords(of: removals) }
    }
    // What was never here, or is gone by now, must not come from a third store either.
    var rest = unknown[...]
    while !rest.isEmpty {
      let batch = rest.prefix(1000)
      rest = rest.dropFirst(batch.count)
      try write { connection in
        let own = Tombstones(connection: connection)
        for tombstone in batch where try !own.isAlive(tombstone.id) {
          try own.add(tombstone.id, at: tombstone.collectedAt, isOwn: false)
        }
      }
    }
    return removed
  }
}
