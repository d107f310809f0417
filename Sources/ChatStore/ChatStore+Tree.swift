extension ChatStore {
  /// The messages of a conversation in the order in which they were stored, so that every message
  /// comes after its parent; those in the trash are left out.
  public func outline(of conversation: Conversation) throws -> [MessageOutline] {
    try read { connection in
      var hidden = HiddenKeys(
        try TrashedMessages(connection: connection).marks(in: conversation.key))
      return try connection.all(
        """
        SELECT message.id, parent_id, message.uuid, role, substr(CAST(text AS BLOB), 1, 800), turn.status,
          (SELECT group_concat(name, char(10)) FROM
            (SELECT name FROM tool_call WHERE message_id = message.id ORDER BY position)),
          (SELECT group_concat(name, char(10)) FROM
            (SELECT name FROM message_attachment WHERE message_id = message.id ORDER BY position)),
          EXISTS (SELECT 1 FROM pin WHERE message_id = message.id),
          EXISTS (SELECT 1 FROM preference WHERE message_id = message.id)
        FROM message LEFT JOIN turn ON turn.reply_id = message.id
        WHERE message.conversation_id = ?1 ORDER BY message.id
        """, .integer(conversation.key)
      ) { row in
        guard let id = Identifier<Message>(bytes: try row.blob(2)) else {
          throw row.mismatch(2, "a UUID")
        }
        guard let role = Role(rawValue: try row.text(3)) else { throw row.mismatch(3, "a role") }
        return MessageOutline(
          id: id, role: role, beginning: try row.beginning(4),
          toolNames: try row.optionalText(6)?.split(separator: "\n").map(String.init) ?? [],
          attachmentNames: try row.optionalText(7)?.split(separator: "\n").map(String.init) ?? [],
          status: try row.optionalText(5).flatMap(Turn.Status.init),
          isPinned: try row.integer(8) == 1, isPreferred: try row.integer(9) == 1,
          key: try row.integer(0), parentKey: try row.optionalInteger(1))
      }.filter { !hidden.contains($0.key, below: $0.parentKey) }
    }
  }

  /// Lends every message of a conversation in the order in which they were stored, one at a time;
  /// those in the trash are left out.
  public func forEachMessage(
    of conversation: Conversation, _ body: (Message) throws -> Void
  ) throws {
    try read { connection in
      let repository = MessageRepository(connection: connection)
      var hidden = HiddenKeys(
        try TrashedMessages(connection: connection).marks(in: conversation.key))
      try connection.forEach(
        "SELECT id, parent_id FROM message WHERE conversation_id = ?1 ORDER BY id",
        .integer(conversation.key)
      ) { row in
        let key = try row.integer(0)
        if try !hidden.contains(key, below: row.optionalInteger(1)),
          let message = try repository.message(key)
        {
          try body(message)
        }
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
