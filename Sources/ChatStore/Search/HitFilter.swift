/// Decides which hits of the index are wanted, where that takes more than a condition in SQL.
struct HitFilter {
  let connection: Connection
  let filter: ConversationFilter
  /// The marks of conversations that were asked about; most have none.
  private var marks: [Int64: [(message: Int64, depth: Int)]] = [:]

  init(connection: Connection, filter: ConversationFilter) {
    self.connection = connection
    self.filter = filter
  }

  /// True for a message that is wanted.
  mutating func accepts(
    _ message: Int64, in conversation: Int64, isTrashed: Bool
  ) throws -> Bool {
    let isInTrash = try isTrashed || isBelowMark(message, in: conversation)
    guard isInTrash == (filter.place == .trash) else { return false }
    return try ConversationRepository(connection: connection)
      .conversation(conversation, hasTags: filter.tags)
  }

  private mutating func isBelowMark(_ message: Int64, in conversation: Int64) throws -> Bool {
    let found: [(message: Int64, depth: Int)]
    if let known = marks[conversation] {
      found = known
    } else {
      found = try TrashedMessages(connection: connection).marks(in: conversation)
      marks[conversation] = found
    }
    let messages = MessageRepository(connection: connection)
    return try found.contains {
      try messages.ancestor(of: message, atDepth: $0.depth) == $0.message
    }
  }
}
