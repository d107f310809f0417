/// Finds out which branches messages are on.
struct BranchFinder {
  let connection: Connection
  /// The branches of conversations that were asked about, the active one first.
  private var known: [Int64: [(name: String, head: Int64)]] = [:]
  /// Of conversations with many branches, the first one of each message that is on any.
  private var places: [Int64: [Int64: Int]] = [:]

  /// Up to how many branches it is quicker to ask each whether a message is above its head.
  private static let few = 16

  init(connection: Connection) {
    self.connection = connection
  }

  /// The active branch if a message is on it, else the oldest that it is on; nil for none.
  mutating func branch(of message: Int64, in conversation: Int64) throws -> String? {
    let branches = try known[conversation] ?? self.branches(of: conversation)
    known[conversation] = branches
    guard branches.count <= Self.few else {
      let found = try places[conversation] ?? place(branches, in: conversation)
      places[conversation] = found
      return found[message].map { branches[$0].name }
    }
    let messages = MessageRepository(connection: connection)
    let depth = try connection.first("SELECT depth FROM message WHERE id = ?1", .integer(message)) {
      try $0.count(0)
    }
    guard let depth else { return nil }
    return try branches.first {
      try messages.ancestor(of: $0.head, atDepth: depth) == message
    }?.name
  }

  private func branches(of conversation: Int64) throws -> [(name: String, head: Int64)] {
    let active = try ConversationRepository(connection: connection)
      .conversation(conversation)?.activeBranchKey
    let all = try BranchRepository(connection: connection).branches(of: conversation)
    let sorted = all.filter { $0.key == active } + all.filter { $0.key != active }
    return sorted.compactMap { branch in branch.headKey.map { (branch.name, $0) } }
  }

  /// Goes up from each head as far as no branch before it came by.
  private func place(
    _ branches: [(name: String, head: Int64)], in conversation: Int64
  ) throws -> [Int64: Int] {
    var parents: [Int64: Int64] = [:]
    try connection.forEach(
      "SELECT id, parent_id FROM message WHERE conversation_id = ?1", .integer(conversation)
    ) { row in
      parents[try row.integer(0)] = try row.optionalInteger(1)
      return true
    }
    var places: [Int64: Int] = [:]
    for (index, branch) in branches.enumerated() {
      var message: Int64? = branch.head
      while let current = message, places[current] == nil {
        places[current] = index
        message = parents[current]
      }
    }
    return places
  }
}
