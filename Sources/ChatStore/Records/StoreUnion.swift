/// Takes records into a store, many conversations in one short transaction, each whole or not at all.
///
/// What is known by its UUID is not taken again: taking the same records in twice changes nothing. Records
/// are kept until they are worth a transaction, so that in between others can write; only a conversation of
/// many thousand messages is a transaction of its own, however long that takes.
package final class StoreUnion {
  private let store: ChatStore
  private let connection: Connection
  private let report: (UnionOutcome) throws -> Void

  private var waiting: [(record: StoreRecord, position: Int)] = []
  private var weight = 0
  private var current: ConversationUnion?
  private var outcomes: [UnionOutcome] = []
  private var isInTransaction = false

  /// From which weight on records are written; some ten milliseconds of work.
  private static let batch = 600_000

  init(
    _ store: ChatStore, _ connection: Connection, report: @escaping (UnionOutcome) throws -> Void
  ) {
    self.store = store
    self.connection = connection
    self.report = report
  }

  /// Takes a record in, or keeps it for the next transaction.
  /// - Parameters:
  ///   - record: The record.
  ///   - position: Where it stands, as the caller counts; the outcome names that of the conversation.
  /// - Throws: `ChatStoreError`; what was reported until then is in the store, and nothing else is.
  package func add(_ record: StoreRecord, at position: Int = 0) throws {
    waiting.append((record, position))
    weight += record.weight
    if weight >= Self.batch { try write() }
  }

  /// Forgets the conversation that has begun: more of it will not come.
  package func abandon() throws {
    while let last = waiting.popLast() {
      if case .conversation = last.record { return }
      // Bytes that came before a conversation are of no use without it.
      if case .end = last.record {
        waiting.append(last)
        return
      }
    }
    weight = 0
    guard current != nil else { return }
    try rollBackConversation()
    try commit()
  }

  /// Writes what is kept.
  func finish() throws {
    try write()
    if current != nil { try abandon() }
  }

  // MARK: Transactions

  private func write() throws {
    let records = waiting
    waiting.removeAll(keepingCapacity: true)
    weight = 0
    do {
      if !isInTransaction, !records.isEmpty { try begin() }
      for (record, position) in records { try take(record, position) }
      if current == nil { try commit() }
    } catch {
      if isInTransaction { try? connection.run("ROLLBACK") }
      isInTransaction = false
      current = nil
      outcomes.removeAll()
      throw error
    }
  }

  private func begin() throws {
    try connection.run("BEGIN IMMEDIATE")
    isInTransaction = true
    try store.checkVersion(of: connection)
  }

  private func commit() throws {
    guard isInTransaction else { return }
    try connection.run("COMMIT")
    isInTransaction = false
    let done = outcomes
    outcomes.removeAll(keepingCapacity: true)
    for outcome in done { try report(outcome) }
  }

  // MARK: Conversations

  private func take(_ record: StoreRecord, _ position: Int) throws {
    switch record {
    case .conversation(let record):
      if current != nil { try rollBackConversation() }
      try connection.run("SAVEPOINT conversation")
      current = try ConversationUnion(record, position: position, in: connection, at: store.clock())
    case .attachment(let sha256, let bytes):
      // Of other bytes the message that carries them says that they have not come.
      guard bytes.count <= ChatStore.attachmentLimit, Attachment.sha256(of: bytes) == sha256 else {
        return
      }
      try AttachmentRepository(connection: connection)
        .insert(bytes, sha256: sha256, at: store.clock())
    case .end:
      guard let union = current else { return }
      let outcome = try refusing(union) { try union.finish() }
      if let outcome {
        try connection.run("RELEASE conversation")
        outcomes.append(outcome)
      }
      current = nil
    case .message, .turn, .summary, .branch:
      guard let union = current, !union.isRefused else { return }
      _ = try refusing(union) { try union.take(record) }
    }
  }

  /// Does something for a conversation; where that cannot be, it is taken back whole.
  private func refusing<Result>(
    _ union: ConversationUnion, _ body: () throws -> Result
  ) throws -> Result? {
    if union.isRefused { return nil }
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
    union.isRefused = true
    try connection.run("ROLLBACK TO conversation")
    try connection.run("RELEASE conversation")
    outcomes.append(union.outcome(.refused(reason)))
    return nil
  }

  private func rollBackConversation() throws {
    if let current, !current.isRefused {
      try connection.run("ROLLBACK TO conversation")
      try connection.run("RELEASE conversation")
    }
    current = nil
  }
}

extension StoreRecord {
  /// About how much work it is to store, as if all of it were bytes.
  fileprivate var weight: Int {
    switch self {
    case .attachment(_, let bytes): 500 + bytes.count
    case .message(let record):
      1000 + record.content.text.utf8.count + (record.content.parts?.utf8.count ?? 0)
        + (record.content.reasoning?.utf8.count ?? 0)
    case .turn(let record): 1000 + (record.envelope?.utf8.count ?? 0)
    case .conversation, .summary, .branch, .end: 500
    }
  }
}
