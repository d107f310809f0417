/// Checks whether FTS5 finds the pages of its own index.
///
/// A word is found by `message_fts_idx`, which has a row for each page on which a word begins; when rows
/// are missing there, FTS5 reads on from the wrong page, finds less and does not notice. Its own
/// `integrity-check` does not ask for them either. The layout is that of the comments in `fts5_index.c`
/// of SQLite.
struct SegmentCheck {
  let connection: Connection

  /// Where a page is.
  private struct Place: Comparable {
    let segment: Int64
    let page: Int64

    static func < (one: Place, two: Place) -> Bool {
      (one.segment, one.page) < (two.segment, two.page)
    }
  }

  /// True when each page on which a word begins can be found by that word.
  func isWhole() throws -> Bool {
    let entries = try connection.prepare(
      "SELECT segid, pgno >> 1, term FROM message_fts_idx ORDER BY segid, term")
    try entries.bind([])
    func next() throws -> (place: Place, term: [UInt8])? {
      guard try entries.step() else { return nil }
      return try entries.withRow { row in
        (Place(segment: try row.integer(0), page: try row.integer(1)), row.bytes(2))
      }
    }
    var entry = try next()
    var segment: Int64?
    var isWhole = true
    try connection.forEach(
      // The numbers below are of what is no page.
      "SELECT id, block FROM message_fts_data WHERE id >= 137438953472 ORDER BY id"
    ) { row in
      let id = try row.integer(0)
      // Bits above the page's number: pages that are no leaves.
      guard id >> 31 & 0x3F == 0 else { return true }
      let place = Place(segment: id >> 37, page: id & 0x7FFF_FFFF)
      switch Self.firstTerm(of: row.bytes(1)) {
      case .damaged: isWhole = false
      case .none: break
      case .some(let term):
        // Entries of pages that a merge has taken away stay before the first page of a segment.
        while segment != place.segment, let early = entry, early.place < place,
          early.place.segment == place.segment
        {
          entry = try next()
        }
        segment = place.segment
        isWhole =
          entry.map { $0.place == place && !term.lexicographicallyPrecedes($0.term) } ?? false
        entry = try next()
      }
      return isWhole
    }
    return isWhole && entry == nil
  }

  private enum FirstTerm {
    case none, damaged
    case some([UInt8])
  }

  /// The first word that begins on a page.
  private static func firstTerm(of page: [UInt8]) -> FirstTerm {
    guard page.count >= 4 else { return .damaged }
    let end = Int(page[2]) << 8 | Int(page[3])
    guard end <= page.count else { return .damaged }
    // Behind the content are the places of words.
    guard end < page.count else { return .none }
    guard let (place, _) = Varint.read(page[end...]), place < end,
      let (length, start) = Varint.read(page[place..<end]), length <= end - start
    else { return .damaged }
    return .some(Array(page[start..<start + length]))
  }
}
