/// Decides which hits of the index are wanted, where that takes more than a condition in SQL.
struct HitFilter {
  private let connection: Connection
  private let request: SearchRequest
  /// The marks of the trash, by conversation; most have none.
  private let marks: [Int64: [(message: Int64, depth: Int)]]

  init(connection: Connection, request: SearchRequest) throws {
    self.connection = connection
    self.request = request
    var marks: [Int64: [(message: Int64, depth: Int)]] = [:]
    // All at once: hits are in many conversations, and to ask each for its marks costs more than the search.
    try connection.forEach(
      """
      SELECT trashed_message.conversation_id, message_id, depth
      FROM trashed_message JOIN message ON message.id = message_id
      """
    ) { row in
      marks[try row.integer(0), default: []].append((try row.integer(1), try row.count(2)))
      return true
    }
    self.marks = marks
  }

  /// True for a row that begins with a message, its conversation, and whether that is in the trash, and
  /// that is wanted.
  func accepts(_ row: borrowing Row) throws -> Bool {
    let conversation = try row.integer(1)
    guard request.required.allSatisfy({ $0.contains(conversation) }),
      !request.excluded.contains(conversation)
    else { return false }
    let isInTrash = try row.integer(2) == 1 || isBelowMark(row.integer(0), in: conversation)
    return isInTrash == (request.filter.place == .trash)
  }

  private func isBelowMark(_ message: Int64, in conversation: Int64) throws -> Bool {
    guard let found = marks[conversation] else { return false }
    let messages = MessageRepository(connection: connection)
    return try found.contains {
      try messages.ancestor(of: message, atDepth: $0.depth) == $0.message
    }
  }
}
