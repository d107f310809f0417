extension ChatStore {
  /// All messages of a conversation in the order in which they were stored, so that every message
  /// comes after its parent.
  public func outline(of conversation: Conversation) throws -> [MessageOutline] {
    try read { connection in
      try connection.all(
        """
        SELECT message.id, parent_id, message.uuid, role, substr(text, 1, 200), turn.status,
          (SELECT group_concat(name, char(10)) FROM
            (SELECT name FROM tool_call WHERE message_id = message.id ORDER BY position))
        FROM message LEFT JOIN turn ON turn.reply_id = message.id
        WHERE message.conversation_id = ?1 ORDER BY message.id
        """, .integer(conversation.key)
      ) { row in
        guard let id = Identifier<Message>(bytes: try row.blob(2)) else {
          throw row.mismatch(2, "a UUID")
        }
        guard let role = Role(rawValue: try row.text(3)) else { throw row.mismatch(3, "a role") }
        return MessageOutline(
          id: id, role: role, beginning: try row.text(4),
          toolNames: try row.optionalText(6)?.split(separator: "\n").map(String.init) ?? [],
          status: try row.optionalText(5).flatMap(Turn.Status.init),
          key: try row.integer(0), parentKey: try row.optionalInteger(1))
      }
    }
  }

  /// Lends every message of a conversation in the order in which they were stored, one at a time.
  public func forEachMessage(
    of conversation: Conversation, _ body: (Message) throws -> Void
  ) throws {
    try read { connection in
      let repository = MessageRepository(connection: connection)
      try connection.forEach(
        "SELECT id FROM message WHERE conversation_id = ?1 ORDER BY id",
        .integer(conversation.key)
      ) { row in
        if let message = try repository.message(try row.integer(0)) { try body(message) }
        return true
      }
    }
  }

  /// All turns of a conversation in the order in which they began.
  public func turns(of conversation: Conversation) throws -> [Turn] {
    try read { connection in
      let turns = TurnRepository(connection: connection)
      return try connection.all(
        "SELECT id FROM turn WHERE conversation_id = ?1 ORDER BY id", .integer(conversation.key)
      ) { try $0.integer(0) }.compactMap(turns.turn)
    }
  }
}
