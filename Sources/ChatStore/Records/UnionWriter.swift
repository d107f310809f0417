/// Writes the records of a `StoreUnion`, a transaction for each batch.
///
/// It is used by one thread at a time.
final class UnionWriter {
  private let store: ChatStore
  private let connection: Connection
  /// Whether a conversation has a transaction of its own, which is open.
  private var isLong = false
  /// The conversation at hand, once more of it has come than what its messages carry.
  private var current: ConversationUnion?
  /// What came new of what messages may carry.
  private var fresh: [Int64] = []
  private var outcomes: [UnionOutcome] = []
  private var failure: (any Error)?

  init(_ store: ChatStore, _ connection: Connection) {
    self.store = store
    self.connection = connection
  }

  /// Writes conversations, or a part of a long one; what goes wrong is thrown by `takeOutcomes()`.
  func write(_ records: [PlacedRecord], isPart: Bool) {
    guard failure == nil else { return }
    do {
      if isPart || isLong {
        try writeLong(records, hasEnded: !isPart)
      } else {
        try writeWhole(records)
      }
    } catch {
      try? rollBack()
      outcomes.removeAll()
      failure = error
    }
  }

  /// What became of the conversations that were written since it was asked last.
  /// - Throws: What went wrong.
  func takeOutcomes() throws -> [UnionOutcome] {
    if let failure { throw failure }
    // What the transaction of a long conversation brings is not there before its end.
    guard !isLong else { return [] }
    defer { outcomes.removeAll(keepingCapacity: true) }
    return outcomes
  }

  /// Forgets the long conversation, more of which will not come.
  func abandon() throws {
    if isLong { try rollBack() }
  }

  // MARK: Transactions

  private func writeLong(_ records: [PlacedRecord], hasEnded: Bool) throws {
    if !isLong {
      try begin()
      isLong = true
    }
    for placed in records {
      try refusing(undoing: { try connection.run("ROLLBACK") }) { try take(placed) }
    }
    guard hasEnded else { return }
    isLong = false
    if !connection.isIdle { try connection.run("COMMIT") }
    forget()
  }

  private func writeWhole(_ records: [PlacedRecord]) throws {
    try begin()
    if try writeAtOnce(records) == false {
      // One cannot be taken in. It is found out which, at a price that others do not pay.
      try connection.run("ROLLBACK")
      outcomes.removeAll(keepingCapacity: true)
      try begin()
      try writeOneByOne(records)
    }
    try connection.run("COMMIT")
  }

  private func begin() throws {
    try connection.run("BEGIN IMMEDIATE")
    try store.checkVersion(of: connection)
  }

  private func rollBack() throws {
    isLong = false
    forget()
    if !connection.isIdle { try connection.run("ROLLBACK") }
  }

  private func forget() {
    current = nil
    fresh.removeAll()
  }

  /// Writes conversations; false when one of them cannot be taken in.
  private func writeAtOnce(_ records: [PlacedRecord]) throws -> Bool {
    for placed in records {
      try refusing(undoing: {}) { try take(placed) }
      if current?.isRefused == true {
        forget()
        return false
      }
      if case .end = placed.record { forget() }
    }
    return true
  }

  /// Writes conversations so that each can be taken back by itself.
  private func writeOneByOne(_ records: [PlacedRecord]) throws {
    var isOpen = false
    for placed in records {
      if !isOpen {
        try connection.run("SAVEPOINT conversation")
        isOpen = true
      }
      try refusing(undoing: { try connection.run("ROLLBACK TO conversation") }) {
        try take(placed)
      }
      guard case .end = placed.record else { continue }
      try connection.run("RELEASE conversation")
      isOpen = false
      forget()
    }
  }

  // MARK: Records

  private func take(_ placed: PlacedRecord) throws {
    switch placed.record {
    case .attachment(let sha256, let bytes): try take(bytes, sha256)
    case .conversation(let record):
      current = try ConversationUnion(
        record, position: placed.position, in: connection, at: store.clock())
    case .end:
      guard let current else { return }
      let outcome = try current.finish()
      // Of what was collected, or was there in other words, no message carries it.
      let collector = Collector(connection: connection, time: store.clock())
      for key in fresh { _ = try collector.removeIfUnused(attachment: key) }
      outcomes.append(outcome)
    default: try current?.take(placed.record)
    }
  }

  /// Stores what messages of the conversation may carry; of other bytes the message says that they have not
  /// come.
  private func take(_ bytes: [UInt8], _ sha256: [UInt8]) throws {
    let attachments = AttachmentRepository(connection: connection)
    guard bytes.count <= ChatStore.attachmentLimit, try attachments.count(sha256: sha256) == nil,
      Attachment.sha256(of: bytes) == sha256
    else { return }
    try attachments.insert(bytes, sha256: sha256, at: store.clock())
    fresh.append(connection.lastInsertedKey)
  }

  /// Does something for a conversation; where that cannot be, it is refused and undone.
  private func refusing(undoing undo: () throws -> Void, _ body: () throws -> Void) throws {
    if current?.isRefused == true { return }
    let reason: RecordError
    do {
      return try body()
    } catch let error as RecordError {
      reason = error
    } catch let error as ChatStoreError where error.isOfRecord {
      reason = .invalid(error.description)
    } catch let error as SQLiteError where error.isConstraint || error.isTooBig {
      reason = .invalid("The store cannot hold it: \(error.message).")
    }
    guard let current else { return }
    current.isRefused = true
    try undo()
    outcomes.append(current.outcome(.refused(reason)))
  }
}
