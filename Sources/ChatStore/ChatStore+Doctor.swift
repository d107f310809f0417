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
    var examination = try examineSnapshot(progress: progress)
    examination.findings += unrecovered
    examination.recovered = recovered
    if !examination.isUnreadable {
      examination.running = try read { try TurnRepository(connection: $0).running().count }
    }
    // In a store of which something is lost, the index is not what matters.
    if !database.isReadOnly, !examination.isUnreadable,
      examination.findings.allSatisfy(\.isRepairable)
    {
      // On a full disk the index may lag behind, which is nothing that is wrong with it.
      if try indexWhatFits(), try indexIsWhole() == false {
        examination.findings.append(
          Finding(
            area: .search, message: "The search index does not match the messages.",
            repair: .searchIndex))
      }
    }
    return examination
  }

  /// Puts right what the rest of the store tells how, after a copy of the store was made.
  ///
  /// What was said is never changed. In the same transaction everything is examined again; when the
  /// repair would have made anything worse, nothing is changed.
  /// - Parameters:
  ///   - progress: Called now and then with how many messages have been looked at.
  ///   - keepingCopy: Called with the path of the copy before anything is changed.
  /// - Returns: What was put right, and the examination after it.
  /// - Throws: `cannotRepair` for a file with damaged pages, `readOnly`.
  public func repair(
    progress: (Int) -> Void = { _ in }, keepingCopy: (String) -> Void = { _ in }
  ) throws -> (repaired: [Finding], after: Examination) {
    var repaired: [Finding] = []
    var examination = try examine(progress: progress)
    try checkWritable()
    guard !examination.isUnreadable else {
      throw ChatStoreError.cannotRepair(
        "Pages of \(path) are damaged, and what stood on them cannot be made again. Take a copy from "
          + "your backup; what can still be read, convo export --all writes.")
    }
    var hasCopy = false
    // One repair can bring to light what another finding hid.
    for _ in 0..<3 {
      let findings = examination.findings.filter(\.isRepairable)
      guard !findings.isEmpty else { break }
      if !hasCopy { try keepCopy(keepingCopy) }
      hasCopy = true
      try carryOut(Set(findings.compactMap(\.repair)), known: Set(examination.findings))
      examination = try examine(progress: progress)
      repaired += findings.filter { !examination.findings.contains($0) }
    }
    return (repaired, examination)
  }

  private func keepCopy(_ told: (String) -> Void) throws {
    guard !path.isEmpty else { return }
    told(
      try Self.wrapping(path) {
        try StoreFile(path: path).keepCopy(beforeRepairAt: clock(), from: database)
      })
  }

  private func carryOut(_ repairs: Set<Repair>, known: Set<Finding>) throws {
    try write(.full) { connection in
      try Repairer(connection: connection, time: clock()).carryOut(repairs)
      let after = try Self.examination(connection) { _ in }
      if let worse = after.findings.first(where: { !known.contains($0) && !$0.isRepairable }) {
        throw ChatStoreError.cannotRepair(
          "The repair would bring a new finding, so nothing was changed: \(worse.message)")
      }
    }
    guard repairs.contains(.searchIndex) else { return }
    try rebuildSearchIndex()
  }

  /// After damaged pages SQLite refuses even to end the transaction, which wrote nothing.
  private func examineSnapshot(progress: (Int) -> Void) throws -> Examination {
    var found: Examination?
    do {
      return try read { connection in
        let examination = try Self.examination(connection, progress: progress)
        found = examination
        return examination
      }
    } catch {
      guard let found, found.isUnreadable else { throw error }
      return found
    }
  }

  private static func examination(
    _ connection: Connection, progress: (Int) -> Void
  ) throws -> Examination {
    var examiner = Examiner(connection: connection)
    try examiner.examine(progress: progress)
    return examiner.examination
  }

  /// Compares the search index with the messages.
  ///
  /// FTS5's own comparison of every word holds the write lock for as long as it takes, some 60 µs a
  /// message; where that would keep neighbours waiting, only which messages are in the index is
  /// compared.
  /// - Returns: Nil when there is no space to find it out.
  private func indexIsWhole() throws -> Bool? {
    do {
      guard try read({ try SearchIndex(connection: $0).coversMessages() }) else { return false }
      if try read({ try SearchIndex(connection: $0).newest() }) <= SearchIndex.checkLimit {
        try write { try SearchIndex(connection: $0).check() }
      }
      return true
    } catch ChatStoreError.database(_, let error) where error.isCorrupt {
      return false
    } catch let error as ChatStoreError where error.isOfSpace {
      return nil
    }
  }
}
