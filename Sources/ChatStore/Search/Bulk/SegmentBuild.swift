import Dispatch
import Synchronization

/// Makes the index of a slice in memory, in a thread of its own.
final class SegmentBuild: @unchecked Sendable {
  let slice: IndexSlice
  private let isDone = DispatchSemaphore(value: 0)
  private let isWanted = Atomic(true)
  // Written before the semaphore is signalled, and read after it was waited for.
  private var result: Result<Built, any Error>?

  /// An index that is made, and what is beside it.
  struct Built {
    /// A database of its own, with `message_fts` merged into one segment.
    let connection: Connection
    /// The models that facets name.
    let models: Set<String>
  }

  /// Begins.
  /// - Parameters:
  ///   - slice: The messages.
  ///   - path: The store, which is read by a connection of its own.
  ///   - definition: How `message_fts` is made.
  ///   - queue: Where threads come from.
  init(of slice: IndexSlice, in path: String, definition: String, on queue: DispatchQueue) {
    self.slice = slice
    queue.async { [self] in
      result = Result { try build(path, definition) }
      isDone.signal()
    }
  }

  /// Waits until the index is made; called once.
  func wait() throws -> Built {
    isDone.wait()
    // There is one once it is signalled.
    guard let result else { throw SQLiteError.ofSearchIndex("a segment was not made") }
    return try result.get()
  }

  /// Lets it end soon, whoever waits for it gets an error.
  func cancel() { isWanted.store(false, ordering: .relaxed) }

  private func build(_ path: String, _ definition: String) throws -> Built {
    let store = try Connection(path: path, access: .readOnly, busyTimeout: 30_000)
    let index = try Connection(path: "", access: .inMemory, busyTimeout: 0)
    // Nothing is ever taken back there.
    try index.run("PRAGMA journal_mode = OFF")
    try definition.withCString { try index.execute(script: $0, name: "message_fts") }
    try index.run(
      "INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 0), ('crisismerge', 1000)")
    let indexer = SearchIndexer(connection: index)
    var models: Set<String> = []
    try index.transaction("BEGIN") {
      try store.transaction("BEGIN") {
        for (message, slot) in slice.entries {
          guard isWanted.load(ordering: .relaxed) else { throw CancellationError() }
          guard let document = try SearchDocument(of: message, in: store) else { continue }
          try indexer.insertWords(of: document, at: slot)
          if let model = document.model { models.insert(model) }
        }
      }
      try index.run("INSERT INTO message_fts (message_fts) VALUES ('optimize')")
    }
    return Built(connection: index, models: models)
  }
}
