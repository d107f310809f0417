package import ChatStore
import Glibc

/// Takes conversations of files into a store.
///
/// What a file is, is seen by what is in it. Files are read as streams, and each conversation comes whole or
/// not at all: what cannot be read is a problem of the summary, and the rest comes.
package final class Importer {
  /// What has come so far.
  private(set) var summary = ImportSummary()

  private let union: StoreUnion
  private let isCancelled: () -> Bool
  private let showProgress: (ImportProgress) -> Void
  private var progress = ImportProgress()
  /// Where conversations stand that the store has not taken yet, by number.
  private var places: [Int: (file: String, offset: Int?)] = [:]
  private var number = 0

  private init(
    _ union: StoreUnion, isCancelled: @escaping () -> Bool,
    showProgress: @escaping (ImportProgress) -> Void
  ) {
    self.union = union
    self.isCancelled = isCancelled
    self.showProgress = showProgress
  }

  /// Imports from files and folders.
  /// - Parameters:
  ///   - paths: What a person named.
  ///   - store: Where to.
  ///   - isCancelled: Asked now and then whether to stop; then `CancellationError` is thrown.
  ///   - progress: Told now and then how far it is.
  ///   - report: Told what has come, whatever happens.
  /// - Throws: `ChatStoreError` when the store cannot be written; what was reported has come all the same.
  package static func run(
    _ paths: [String], into store: ChatStore, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (ImportProgress) -> Void = { _ in }, report: (ImportSummary) -> Void
  ) throws {
    var importer: Importer?
    defer { report(importer?.summary ?? ImportSummary()) }
    try store.uniting(report: { importer?.take($0) }) { union in
      let run = Importer(union, isCancelled: isCancelled, showProgress: progress)
      importer = run
      for path in paths { try run.read(path) }
    }
  }

  private func read(_ path: String) throws {
    do {
      try ImportFinder().forEachFile(at: path, problem: add) { try read($0) }
    } catch let error as ImportError {
      add(ImportProblem(file: path, position: nil, reason: error.description))
    }
  }

  private func read(_ source: ImportSource) throws {
    switch source {
    case .json(let file):
      begin(file.name, size: file.size)
      do {
        var reader = JSONFileReader(file, into: self)
        try reader.read()
      } catch let error as ImportError {
        add(ImportProblem(file: file.name, position: nil, reason: error.description))
      }
    case .database(let path, let isNamed):
      begin(path, size: nil)
      try read(database: path, isNamed: isNamed)
    }
  }

  private func begin(_ file: String, size: Int?) {
    progress.file = file
    progress.size = size
    progress.bytes = 0
  }

  private func read(database path: String, isNamed: Bool) throws {
    do {
      let logs: LLMLogs
      do {
        logs = try LLMLogs(ForeignDatabase(path: path))
      } catch let error as ForeignDatabaseError where !error.isBusy && !isNamed {
        // Beside others that hold conversations there may be databases of anything.
        return
      }
      try logs.forEach(unreadable: { identity, error in
        add(ImportProblem(file: path, position: nil, reason: "Conversation \(identity): \(error)"))
      }) { try add($0, from: path, at: nil) }
    } catch let error as ForeignDatabaseError {
      add(ImportProblem(file: path, position: nil, reason: error.description))
    }
  }

  // MARK: What readers give

  /// Takes a conversation in.
  func add(_ conversation: ImportedConversation, from file: String, at offset: Int?) throws {
    let place = begin(file, offset)
    try conversation.forEachRecord { try union.add($0, at: place) }
    try checkCancelled()
  }

  /// Takes a record of convo's own in; a conversation begins at the place that `begin` gave.
  func add(_ record: StoreRecord, at place: Int) throws {
    try union.add(record, at: place)
  }

  /// Forgets the conversation that has begun.
  func abandon() throws {
    try union.abandon()
    places[number] = nil
  }

  /// Notes where a conversation begins.
  func begin(_ file: String, _ offset: Int?) -> Int {
    number += 1
    places[number] = (file, offset)
    progress.conversations += 1
    return number
  }

  /// Notes a conversation in which nothing was said.
  func addEmpty() { summary.empty += 1 }

  /// Notes something that could not be imported.
  func add(_ problem: ImportProblem) { summary.add(problem) }

  /// Says how many bytes of the file were read.
  func show(bytes: Int) throws {
    progress.bytes = bytes
    progress.messages = summary.messages
    showProgress(progress)
    try checkCancelled()
  }

  private func checkCancelled() throws {
    if isCancelled() { throw CancellationError() }
  }

  /// Counts what the store made of a conversation.
  private func take(_ outcome: UnionOutcome) {
    summary.add(outcome)
    let place = places.removeValue(forKey: outcome.position)
    guard case .refused(let reason) = outcome.result else { return }
    add(
      ImportProblem(
        file: place?.file ?? "", position: place?.offset, reason: reason.description))
  }
}
