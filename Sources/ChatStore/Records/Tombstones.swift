/// What was collected as garbage, by UUID, so that no import and no merge brings it back.
struct Tombstones {
  let connection: Connection

  /// True in a store in which nothing was ever collected.
  func areNone() throws -> Bool {
    try connection.first("SELECT 1 FROM tombstone LIMIT 1") { _ in false } ?? true
  }

  func contain(_ id: [UInt8]) throws -> Bool {
    try connection.first("SELECT 1 FROM tombstone WHERE uuid = ?1", .blob(id)) { _ in true }
      ?? false
  }

  /// All of them, with when the garbage was collected.
  func all() throws -> [(id: [UInt8], collectedAt: Timestamp)] {
    try connection.all("SELECT uuid, collected_at FROM tombstone ORDER BY uuid") {
      (try $0.blob(0), try $0.time(1))
    }
  }

  /// Whether something of this UUID is in the store.
  func isAlive(_ id: [UInt8]) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM conversation WHERE uuid = ?1
      UNION ALL SELECT 1 FROM message WHERE uuid = ?1
      UNION ALL SELECT 1 FROM turn WHERE uuid = ?1
      """, .blob(id)
    ) { _ in true } ?? false
  }

  /// Adds one; `isOwn` where it was collected here.
  func add(_ id: [UInt8], at time: Timestamp, isOwn: Bool) throws {
    try connection.run(
      """
      INSERT INTO tombstone (uuid, collected_at, is_own) VALUES (?1, ?2, ?3)
      ON CONFLICT (uuid) DO UPDATE SET is_own = max(is_own, excluded.is_own)
      """, .blob(id), .time(time), .flag(isOwn))
  }

  /// Takes one away.
  /// - Returns: Whether it was collected here.
  @discardableResult func remove(_ id: [UInt8]) throws -> Bool {
    try connection.first(
      "DELETE FROM tombstone WHERE uuid = ?1 RETURNING is_own", .blob(id)
    ) { try $0.integer(0) == 1 } ?? false
  }
}
