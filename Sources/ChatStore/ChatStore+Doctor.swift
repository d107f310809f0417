extension ChatStore {
  /// Examines the whole store: SQLite's own check, references, every digest, the tree, branches,
  /// turns, and the search index.
  ///
  /// Turns of dead processes are recovered first, and pending messages are indexed; nothing else is
  /// changed.
  /// - Parameter progress: Called now and then with how many messages have been looked at.
  /// - Returns: What was looked at and found.
  /// - Throws: `ChatStoreError` when the store cannot be read at all.
  public func examine(progress: (Int) -> Void = { _ in }) throws -> Examination {
    var recovered = 0
    var unrecovered: [Finding] = []
    if !database.isReadOnly {
      do {
        recovered = try recoverLostTurns()
      } catch let error as ChatStoreError {
        unrecovered = [Finding(area: .turn, message: "A lost turn cannot be recovered: \(error)")]
      }
    }
    var examination = try read { connection in
      var examiner = Examiner(connection: connection)
      try examiner.examine(progress: progress)
      return examiner.examination
    }
    examination.findings += unrecovered
    examination.recovered = recovered
    examination.running = try read { try TurnRepository(connection: $0).running().count }
    if !database.isReadOnly, examination.isClean {
      try indexPending()
      if try !indexIsWhole() {
        examination.findings.append(
          Finding(area: .search, message: "The search index does not match the messages."))
      }
    }
    return examination
  }

  /// Compares the search index with the messages.
  ///
  /// FTS5's own comparison of every word holds the write lock for as long as it takes, some 60 µs a
  /// message; where that would keep neighbours waiting, only which messages are in the index is
  /// compared.
  private func indexIsWhole() throws -> Bool {
    do {
      guard try read({ try SearchIndex(connection: $0).coversMessages() }) else { return false }
      if try read({ try SearchIndex(connection: $0).newest() }) <= SearchIndex.checkLimit {
        try write { try SearchIndex(connection: $0).check() }
      }
      return true
    } catch ChatStoreError.database(_, let error) where error.isCorrupt {
      return false
    }
  }
}
