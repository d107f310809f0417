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
      do {
        try indexPending()
        try write { try SearchIndex(connection: $0).check() }
      } catch ChatStoreError.database(_, let error) where error.isCorrupt {
        examination.findings.append(
          Finding(area: .search, message: "The search index does not match the messages."))
      }
    }
    return examination
  }
}
