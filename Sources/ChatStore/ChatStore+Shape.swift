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
