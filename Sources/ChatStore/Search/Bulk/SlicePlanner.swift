/// Cuts the backlog into slices, and says which row numbers their messages will have.
///
/// It holds as long as nobody else writes: numbers that slices before were promised are not in the store yet.
struct SlicePlanner {
  private let connection: Connection
  private var mark: Int64
  private var slots: SearchSlots
  private var promised: Set<Int64> = []
  private let size: Int

  /// How many messages a slice has at most, and about how much text; some five megabytes of index.
  static let messages = 8192
  private static let bytes: Int64 = 8_000_000

  init(connection: Connection, size: Int) throws {
    self.connection = connection
    self.size = size
    mark = try SearchIndex(connection: connection).mark()
    slots = try SearchSlots(of: connection)
  }

  /// The next slice; nil when nothing is left.
  mutating func next() throws -> IndexSlice? {
    var messages: [(key: Int64, slot: Int64)] = []
    var length: Int64 = 0
    try connection.forEach(
      """
      SELECT id, created_at, length(CAST(text AS BLOB))
        + coalesce(length(CAST(reasoning AS BLOB)), 0) + coalesce(length(CAST(refusal AS BLOB)), 0)
        + (SELECT coalesce(sum(length(CAST(arguments AS BLOB))), 0) FROM tool_call
          WHERE message_id = message.id)
      FROM message WHERE id > ?1 ORDER BY id LIMIT ?2
      """, .integer(mark), .integer(Int64(size))
    ) { row in
      messages.append((try row.integer(0), SearchSlot.of(try row.time(1))))
      length += try row.integer(2)
      return length < Self.bytes
    }
    guard let last = messages.last?.key else { return nil }
    mark = last
    let connection = connection
    var promised = promised
    let entries = try slots.place(messages) { slot, _ in
      let isTaken = try connection.first(
        "SELECT 1 FROM search_slot WHERE slot = ?1", .integer(slot)
      ) { _ in true }
      return isTaken == nil && promised.insert(slot).inserted
    }
    self.promised = promised
    return IndexSlice(entries: entries, last: last, slots: slots)
  }
}
