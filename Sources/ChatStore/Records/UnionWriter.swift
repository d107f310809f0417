/// Writes the records of a `StoreUnion`, a transaction for each batch.
///
/// It is used by one thread at a time.
final class UnionWriter {
  private let store: ChatStore
  private let connection: Connection
  /// The conversation that has a transaction of its own, which is open.
  private var long: ConversationUnion?
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
      if isPart || long != nil {
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
    guard long == nil else { return [] }
    defer { outcomes.removeAll(keepingCapacity: true) }
    return outcomes
  }

  /// Forgets the long conversation, more of which will not come.
  func abandon() throws {
    if long != nil { try rollBack() }
  }

  // MARK: Transactions

  private func writeLong(_ records: [PlacedRecord], hasEnded: Bool) throws {
    for (index, placed) in records.enumerated() {
      if case .conversation(let record) = placed.record, index == 0 {
        try begin()
        long = try union(record, placed.position)
        continue
      }
      guard let union = long else { continue }
      try refusing(union, undoing: { try connection.run("ROLLBACK") }) {
        try take(placed.record, by: union)
      }
    }
    guard let union = long, hasEnded else { return }
    if !union.isRefused { try connection.run("COMMIT") }
    long = nil
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
    long = nil
    if !connection.isIdle { try connection.run("ROLLBACK") }
  }

  /// Writes conversations; false when one of them cannot be taken in.
  private func writeAtOnce(_ records: [PlacedRecord]) throws -> Bool {
    var current: ConversationUnion?
    for placed in records {
      if case .conversation(let record) = placed.record {
        current = try union(record, placed.position)
      } else {
        try refusing(current, undoing: {}) { try take(placed.record, by: current) }
        if current?.isRefused == true { return false }
      }
    }
    return true
  }

  /// Writes conversations so that each can be taken back by itself.
  private func writeOneByOne(_ records: [PlacedRecord]) throws {
    var current: ConversationUnion?
    for placed in records {
      if case .conversation(let record) = placed.record {
        try connection.run("SAVEPOINT conversation")
        current = try union(record, placed.position)
        continue
      }
      try refusing(current, undoing: { try connection.run("ROLLBACK TO conversation") }) {
        try take(placed.record, by: current)
      }
      if case .end = placed.record, current != nil {
        try connection.run("RELEASE conversation")
        current = nil
      }
    }
  }

  // MARK: Records

  private func union(_ record: ConversationRecord, _ position: Int) throws -> ConversationUnion {
    try ConversationUnion(record, position: position, in: connection, at: store.clock())
  }

  private func take(_ record: StoreRecord, by union: ConversationUnion?) throws {
    switch record {
    case .attachment(let sha256, let bytes):
      // Of other bytes the message that carries them says that they have not come.
      guard bytes.count <= ChatStore.attachmentLimit, Attachment.sha256(of: bytes) == sha256 else {
        return
      }
      try AttachmentRepository(connection: connection)
        .insert(bytes, sha256: sha256, at: store.clock())
    case .end:
      if let union { outcomes.append(try union.finish()) }
    default: try union?.take(record)
    }
  }

  /// Does something for a conversation; where that cannot be, it is refused and undone.
  private func refusing(
    _ union: ConversationUnion?, undoing undo: () throws -> Void, _ body: () throws -> Void
  ) throws {
    if union?.isRefused == true { return }
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
    guard let union else { return }
    union.isRefused = true
    try undo()
    outcomes.append(union.outcome(.refused(reason)))
  }
}
