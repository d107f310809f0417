extension ChatStore {
  /// Examines the whole store: SQLite's own check, references, every digest, the tree, branches,
  /// turns, and the search index.
  ///
  /// Turns of dead processes are recovered first, and pending messages are indexed; nothing else is
  /// changed.
  /// - Parameters:
  ///   - progress: Called now and then with how many messages have been looked at.
  ///   - indexing: Called now and then with how many messages are still to be indexed.
  /// - Returns: What was looked at and found.
  /// - Throws: `ChatStoreError` when the store cannot be read at all.
  public func examine(
    progress: (Int) -> Void = { _ in }, indexing: (Int64) -> Void = { _ in }
  ) throws -> Examination {
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
      let isReported = examination.findings.contains { $0.repair == .searchIndex }
      if try !isReported && indexIsWhole(indexing) == false {
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
  ///   - indexing: Called now and then with how many messages are still to be indexed.
  ///   - keepingCopy: Called with the path of the copy before anything is changed.
  /// - Returns: What was put right, and the examination after it.
  /// - Throws: `cannotRepair` for a file with damaged pages, `readOnly`.
  public func repair(
    progress: (Int) -> Void = { _ in }, indexing: (Int64) -> Void = { _ in },
    keepingCopy: (String) -> Void = { _ in }
  ) throws -> (repaired: [Finding], after: Examination) {
    var repaired: [Finding] = []
    var examination = try examine(progress: progress, indexing: indexing)
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
      try carryOut(
        Set(findings.compactMap(\.repair)), known: Set(examination.findings), indexing)
      examination = try examine(progress: progress, indexing: indexing)
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

  private func carryOut(
    _ repairs: Set<Repair>, known: Set<Finding>, _ indexing: (Int64) -> Void
  ) throws {
    try write(.full) { connection in
      try Repairer(connection: connection, time: clock()).carryOut(repairs)
      let after = try Self.examination(connection) { _ in }
      if let worse = after.findings.first(where: { !known.contains($0) && !$0.isRepairable }) {
        throw ChatStoreError.cannotRepair(
          "The repair would bring a new finding, so nothing was changed: \(worse.message)")
      }
    }
    guard repairs.contains(.searchIndex) else { return }
    try rebuildSearchIndex(progress: indexing)
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

  /// Compares the search index with the messages, after what waits was indexed.
  /// - Returns: Nil when there is no space to find it out.
  private func indexIsWhole(_ indexing: (Int64) -> Void) throws -> Bool? {
    do {
      // On a full disk the index may lag behind, which is nothing that is wrong with it.
      guard try indexWhatFits(progress: indexing) else { return nil }
      return try read { try SearchIndexCheck(connection: $0).isWhole() }
    } catch ChatStoreError.damagedIndex {
      return false
    } catch let ChatStoreError.database(_, error) where error.isOfSearchIndex || error.isCorrupt {
      return false
    } catch let error as ChatStoreError where error.isOfSpace {
      return nil
    }
  }
}
