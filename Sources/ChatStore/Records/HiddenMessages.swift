/// Which messages of a conversation are in the trash, for one who asks of many.
final class HiddenMessages {
  private let connection: Connection
  private let conversation: Int64
  private lazy var marks = Result {
    try TrashedMessages(connection: connection).marks(in: conversation)
  }

  init(connection: Connection, conversation: Int64) {
    self.connection = connection
    self.conversation = conversation
  }

  /// True for a message that has a mark or stands below one.
  func contain(_ message: Int64) throws -> Bool {
    let messages = MessageRepository(connection: connection)
    return try marks.get().contains {
      try messages.ancestor(of: message, atDepth: $0.depth) == $0.message
    }
  }
}
