import ChatTokens

/// Rows of `counter` and `token_count`.
struct TokenCountRepository {
  let connection: Connection

  /// The key of a counter; nil for one that has counted nothing yet.
  func counter(_ id: String) throws -> Int64? {
    try connection.first("SELECT id FROM counter WHERE name = ?1", .text(id)) { try $0.integer(0) }
  }

  /// Keeps what messages cost; those that are not there, or known already, are passed over.
  func keep(_ counted: CountedMessages) throws {
    guard !counted.sizes.isEmpty else { return }
    try connection.run("INSERT OR IGNORE INTO counter (name) VALUES (?1)", .text(counted.counter))
    guard let counter = try counter(counted.counter) else { return }
    for (message, size) in counted.sizes {
      try connection.run(
        """
        INSERT OR IGNORE INTO token_count (message_id, counter_id, expected, upper, histogram)
        SELECT id, ?2, ?3, ?4, ?5 FROM message WHERE uuid = ?1
        """, .blob(message.bytes), .integer(counter), .integer(max(0, size.tokens.expected)),
        .integer(max(0, size.tokens.expected, size.tokens.upper)),
        size.histogram.map { .blob($0.packed) } ?? .null)
    }
  }
}
