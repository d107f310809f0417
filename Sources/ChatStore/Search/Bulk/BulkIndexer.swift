import Dispatch
import Glibc

/// Indexes a long backlog, as an import leaves it, by all processors.
///
/// Slices of the backlog are indexed in memory by threads of their own, and each finished segment moves into
/// the store in one short transaction. Written by FTS5 itself, every word would go to the log, and again each
/// time that its segment is merged.
///
/// While somebody else writes to the store, what was made of it may be out of date, and is thrown away.
struct BulkIndexer {
  private let path: String
  /// The store, by a connection of its own: see `SegmentTransfer`.
  private let connection: Connection
  private let check: (Connection) throws -> Void
  private let sliceSize: Int

  /// How many messages have to wait for it to be worth it.
  static let leastWaiting = Int64(SlicePlanner.messages)

  /// How many segments are made before they are merged.
  private static let mostSegments = 16

  /// - Parameters:
  ///   - path: The store.
  ///   - sliceSize: How many messages become a segment.
  ///   - check: Throws where the store must not be written, called in each transaction.
  /// - Throws: `SQLiteError` when the store cannot be opened.
  init(
    path: String, sliceSize: Int = SlicePlanner.messages,
    check: @escaping (Connection) throws -> Void
  ) throws {
    self.path = path
    self.sliceSize = sliceSize
    self.check = check
    connection = try Connection(path: path, access: .readWrite, busyTimeout: 30_000)
    try connection.setDurability(.bulk)
    // In KB: pages of segments are written once, and hardly read.
    try connection.run("PRAGMA cache_size = -4096")
  }

  /// Indexes up to sixteen slices.
  /// - Parameter progress: Called before each slice with how many messages are not indexed yet.
  /// - Returns: Whether anything was indexed.
  /// - Throws: `SQLiteError`, or what `check` throws; what was indexed until then stays.
  func run(progress: (Int64) -> Void) throws -> Bool {
    do {
      return try indexSlices(progress)
    } catch {
      // Why it may have failed.
      try check(connection)
      throw error
    }
  }

  private func indexSlices(_ progress: (Int64) -> Void) throws -> Bool {
    guard let definition = try OwnSchema.made().searchTables["message_fts"] else { return false }
    let version = try dataVersion()
    var planner = try SlicePlanner(connection: connection, size: sliceSize)
    let queue = DispatchQueue(label: "convo.index", attributes: .concurrent)
    var builds: [SegmentBuild] = []
    // A build reads the store until it ends.
    defer {
      for build in builds { build.cancel() }
      for build in builds { _ = try? build.wait() }
    }
    var begun = 0
    var moved = 0
    func begin() throws {
      guard begun < Self.mostSegments, let slice = try planner.next() else { return }
      begun += 1
      builds.append(SegmentBuild(of: slice, in: path, definition: definition, on: queue))
    }
    for _ in 0..<Self.processors { try begin() }
    while !builds.isEmpty {
      progress(try SearchIndex(connection: connection).waiting())
      let build = builds.removeFirst()
      let built = try build.wait()
      try begin()
      guard try move(built, build.slice, ifStill: version) else { break }
      moved += 1
    }
    return moved > 0
  }

  /// False, when nothing was changed, if others have written since the version.
  private func move(
    _ built: SegmentBuild.Built, _ slice: IndexSlice, ifStill version: Int64
  ) throws -> Bool {
    try connection.transaction("BEGIN IMMEDIATE") {
      try check(connection)
      guard try dataVersion() == version,
        try SegmentTransfer(store: connection).move(from: built.connection)
      else { return false }
      let indexer = SearchIndexer(connection: connection)
      for (message, slot) in slice.entries {
        guard try indexer.take(slot, for: message) else {
          throw SQLiteError.ofSearchIndex("a row number was given twice")
        }
      }
      for model in built.models.sorted() { try indexer.noteModel(model) }
      try slice.slots.store(in: connection)
      try indexer.setMark(slice.last)
      try indexer.noteUnmerged()
      return true
    }
  }

  /// A number that changes when another connection writes:
  /// <https://sqlite.org/pragma.html#pragma_data_version>.
  private func dataVersion() throws -> Int64 {
    try connection.first("PRAGMA data_version") { try $0.integer(0) } ?? 0
  }

  /// How many slices are made at a time; each takes some thirty megabytes of memory.
  private static let processors = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 4)
}
