import Dispatch

/// Takes records into a store, many conversations in one short transaction, each whole or not at all.
///
/// What is known by its UUID is not taken again: taking the same records in twice changes nothing. Records
/// are kept until they are worth a transaction, and written by a thread of its own while the next ones are
/// made; in between others can write. Only a conversation of some thousand messages is a transaction of its
/// own, however long that takes.
package final class StoreUnion {
  private let writer: UnionWriter
  private let report: (UnionOutcome) throws -> Void

  private var waiting: [PlacedRecord] = []
  /// How many of them belong to conversations that have ended.
  private var whole = 0
  private var weight = 0
  /// Whether a conversation has begun and not ended.
  private var isOpen = false
  /// Whether the beginning of it has been handed over already.
  private var isLong = false
  private let queue = DispatchQueue(label: "convo.union")
  private let isDone = DispatchSemaphore(value: 1)

  /// From which weight on records are written; some ten milliseconds of work.
  private static let batch = 1_500_000

  init(_ writer: UnionWriter, report: @escaping (UnionOutcome) throws -> Void) {
    self.writer = writer
    self.report = report
  }

  /// Takes a record in, or keeps it for the next transaction.
  /// - Parameters:
  ///   - record: The record.
  ///   - position: Where it stands, as the caller counts; the outcome names that of the conversation.
  /// - Throws: `ChatStoreError`; what was reported until then is in the store, and nothing else is.
  package func add(_ record: StoreRecord, at position: Int = 0) throws {
    waiting.append(PlacedRecord(record: record, position: position))
    weight += record.weight
    switch record {
    case .attachment, .conversation: isOpen = true
    case .end:
      isOpen = false
      whole = waiting.count
      if isLong { return try handOver() }
    default: break
    }
    if weight >= Self.batch { try handOver() }
  }

  /// Forgets the conversation that has begun: more of it will not come.
  package func abandon() throws {
    drop(waiting.count - whole, last: true)
    isOpen = false
    guard isLong else { return }
    isLong = false
    try wait()
    defer { isDone.signal() }
    try writer.abandon()
  }

  /// Writes what is kept, and waits until it is written.
  func finish() throws {
    if isOpen { try abandon() }
    if whole > 0 { try handOver() }
    try wait()
    isDone.signal()
  }

  /// Has the conversations that have come whole written; or what has come of one that is long.
  private func handOver() throws {
    let count = whole > 0 ? whole : waiting.count
    let records = Array(waiting[..<count])
    isLong = whole == 0
    drop(count, last: false)
    try wait()
    nonisolated(unsafe) let writer = writer
    let isPart = isLong
    queue.async { [isDone] in
      writer.write(records, isPart: isPart)
      isDone.signal()
    }
  }

  /// Waits until the writer is free, and tells what has become of what it had.
  private func wait() throws {
    isDone.wait()
    do {
      for outcome in try writer.takeOutcomes() { try report(outcome) }
    } catch {
      isDone.signal()
      throw error
    }
  }

  private func drop(_ count: Int, last: Bool) {
    if last { waiting.removeLast(count) } else { waiting.removeFirst(count) }
    whole = last ? whole : max(0, whole - count)
    weight = waiting.reduce(0) { $0 + $1.record.weight }
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
