extension ChatStore {
  /// How the messages of a conversation stand to each other; those in the trash are left out.
  package func shape(of conversation: Conversation) throws -> TreeShape {
    try read { connection in
      var hidden = HiddenKeys(
        try TrashedMessages(connection: connection).marks(in: conversation.key))
      var places: [Int64: Int] = [:]
      var nodes: [TreeShape.Node] = []
      try connection.forEach(
        """
        SELECT id, parent_id, uuid, role, created_at,
          EXISTS (SELECT 1 FROM preference WHERE message_id = message.id)
        FROM message WHERE conversation_id = ?1 ORDER BY depth, uuid
        """, .integer(conversation.key)
      ) { row in
        let key = try row.integer(0)
        let parent = try row.optionalInteger(1)
        if hidden.contains(key, below: parent) { return true }
        guard let id = try row.identifier(2, of: Message.self) else {
          throw row.mismatch(2, "a UUID")
        }
        guard let role = Role(rawValue: try row.text(3)) else { throw row.mismatch(3, "a role") }
        places[key] = nodes.count
        nodes.append(
          TreeShape.Node(
            id: id, parent: parent.flatMap { places[$0] }, role: role, createdAt: try row.time(4),
            isPreferred: try row.integer(5) == 1))
        return true
      }
      return TreeShape(nodes)
    }
  }

  /// The last messages of all paths of a conversation, by depth and then by UUID; those in the trash and what
  /// stands below them are left out.
  package func leaves(of conversation: Conversation) throws -> [Message] {
    let shape = try shape(of: conversation)
    return try shape.leaves.compactMap { try message(shape.nodes[$0].id) }
  }
}

extension ChatStore {
  /// Who wrote a reply, and how that ended.
  package struct ReplyOrigin: Sendable {
    /// The model that answered, or that was asked for.
    package let model: String
    /// How the turn ended.
    package let status: Turn.Status
  }

  /// Where a reply came from; nil for a message that no model call made.
  package func origin(of reply: Message) throws -> ReplyOrigin? {
    try read { connection in
      try connection.first(
        "SELECT coalesce(model_answered, model), status FROM turn WHERE reply_id = ?1",
        .integer(reply.key)
      ) { row in
        guard let status = Turn.Status(rawValue: try row.text(1)) else {
          throw row.mismatch(1, "a status")
        }
        return ReplyOrigin(model: try row.text(0), status: status)
      }
    }
  }

  /// The models that wrote a conversation's replies, in the order of their first.
  package func models(of conversation: Conversation) throws -> [String] {
    try read { connection in
      try connection.all(
        """
        SELECT coalesce(model_answered, model) AS name FROM turn
        WHERE conversation_id = ?1 AND reply_id IS NOT NULL AND kind = 'reply'
        GROUP BY name ORDER BY min(sent_at), name
        """, .integer(conversation.key)
      ) { try $0.text(0) }
    }
  }
}
