/// Moves the segments of an index made apart into the store's.
///
/// FTS5 has no command for it, but its segments do not depend on each other: a page is a row of
/// `message_fts_data` whose key names segment and page, `message_fts_idx` says on which page of which segment
/// words begin, and the structure lists the segments. The layout is that of the comments in `fts5_index.c`.
struct SegmentTransfer {
  /// The store's connection, in a transaction.
  ///
  /// It must never have read `message_fts` itself, since FTS5 looks
  /// for a new structure only when another connection has written: `fts5IndexDataVersion`.
  let store: Connection

  /// The level of segments of this size, if each level is made of six segments of the one below, and the
  /// lowest of what FTS5 collects in memory.
  private static let level = 2

  /// False, when nothing was changed, if one of the indexes is not as expected.
  func move(from index: Connection) throws -> Bool {
    guard let made = IndexStructure(try record(IndexStructure.row, of: index)),
      var structure = IndexStructure(try record(IndexStructure.row, of: store)),
      let added = IndexTotals(try record(IndexTotals.row, of: index)),
      var totals = IndexTotals(try record(IndexTotals.row, of: store)), totals.add(added)
    else { return false }
    var moves: [(from: Int, to: Int)] = []
    for segment in made.segments {
      guard let id = structure.freeID else { return false }
      structure.append(
        IndexStructure.Segment(id: id, first: segment.first, last: segment.last), level: Self.level)
      moves.append((segment.id, id))
    }
    try store.withoutDefense {
      for move in moves { try copySegment(move.from, of: index, as: move.to) }
      try setRecord(IndexStructure.row, structure.bytes)
      try setRecord(IndexTotals.row, totals.bytes)
    }
    return true
  }

  private func copySegment(_ from: Int, of index: Connection, as to: Int) throws {
    let first = Int64(from) << Self.segmentShift
    let offset = Int64(to - from) << Self.segmentShift
    try index.forEach(
      "SELECT id, block FROM message_fts_data WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
      .integer(first), .integer(first + (1 << Self.segmentShift) - 1)
    ) { row in
      try store.run(
        "INSERT INTO message_fts_data (id, block) VALUES (?1, ?2)",
        .integer(try row.integer(0) + offset), .blob(row.bytes(1)))
      return true
    }
    try index.forEach(
      "SELECT term, pgno FROM message_fts_idx WHERE segid = ?1 ORDER BY term", .integer(Int64(from))
    ) { row in
      try store.run(
        "INSERT INTO message_fts_idx (segid, term, pgno) VALUES (?1, ?2, ?3)",
        .integer(Int64(to)), .blob(row.bytes(0)), .integer(try row.integer(1)))
      return true
    }
  }

  private func record(_ row: Int64, of connection: Connection) throws -> [UInt8] {
    try connection.first("SELECT block FROM message_fts_data WHERE id = ?1", .integer(row)) {
      $0.bytes(0)
    } ?? []
  }

  private func setRecord(_ row: Int64, _ bytes: [UInt8]) throws {
    try store.run(
      "INSERT OR REPLACE INTO message_fts_data (id, block) VALUES (?1, ?2)", .integer(row),
      .blob(bytes))
  }

  /// A page's key is its number, with that of its segment above.
  private static let segmentShift = 37
}
