/// Gives messages their row numbers in the index.
struct SearchSlots {
  /// Numbers that are taken without a gap, so that a free one above them is found at once.
  private var first: Int64 = 0
  private var last: Int64 = -1
  /// How far above the number of its time a message is at most.
  private var displacement: Int64 = 0

  /// Goes on where the store's index stopped.
  init(of connection: Connection) throws {
    let found = try connection.first(
      "SELECT run_first, run_last, displacement FROM search_mark WHERE id = 1"
    ) { (try $0.integer(0), try $0.integer(1), try $0.integer(2)) }
    guard let found else { return }
    first = min(max(0, found.0), SearchSlot.last)
    last = min(max(-1, found.1), SearchSlot.last)
    displacement = max(0, found.2)
  }

  /// Keeps what is known, once the messages are in the index.
  func store(in connection: Connection) throws {
    // In the index of a backlog the row is not there yet.
    try connection.run(
      """
      INSERT INTO search_mark (id, message_id, run_first, run_last, displacement)
      VALUES (1, 0, ?1, ?2, ?3)
      ON CONFLICT (id) DO UPDATE SET run_first = excluded.run_first, run_last = excluded.run_last,
        displacement = excluded.displacement
      """, .integer(first), .integer(last), .integer(displacement))
  }

  /// Gives each message the number of its time or the next free one upward.
  /// - Parameters:
  ///   - messages: Messages, and the numbers of their times.
  ///   - take: Takes a number for a message; false when it is another's.
  /// - Returns: The messages in the order of their numbers, which FTS5 needs to write them at once.
  mutating func place(
    _ messages: [(key: Int64, slot: Int64)], taking take: (Int64, Int64) throws -> Bool
  ) rethrows -> [(key: Int64, slot: Int64)] {
    var previous: Int64 = -1
    return try messages.sorted { ($0.slot, $0.key) < ($1.slot, $1.key) }.map { key, wanted in
      let start = beyondRun(max(wanted, previous + 1))
      var slot = start
      while try !take(slot, key) { slot += 1 }
      noteRun(from: start, to: slot)
      displacement = max(displacement, slot - wanted)
      previous = slot
      return (key, slot)
    }
  }

  private func beyondRun(_ slot: Int64) -> Int64 {
    slot >= first && slot <= last ? last + 1 : slot
  }

  private mutating func noteRun(from start: Int64, to end: Int64) {
    if start == last + 1 {
      last = end
    } else if end - start > last - first {
      (first, last) = (start, end)
    }
  }
}
