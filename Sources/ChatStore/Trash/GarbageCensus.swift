/// Finds out what lies in the trash; reads one snapshot and changes nothing.
struct GarbageCensus {
  let connection: Connection

  /// Everything in the trash, counted.
  func garbage() throws -> Garbage {
    var garbage = Garbage()
    garbage.trees = try connection.all(
      "SELECT id, uuid, trashed_at FROM conversation WHERE trashed_at IS NOT NULL ORDER BY id"
    ) { Garbage.Tree(key: try $0.integer(0), id: try $0.blob(1), trashedAt: try $0.integer(2)) }
    garbage.trashedBranches = try connection.all(
      """
      SELECT branch.id, conversation_id, branch.created_at, branch.trashed_at
      FROM branch JOIN conversation ON conversation.id = conversation_id
      WHERE branch.trashed_at IS NOT NULL AND conversation.trashed_at IS NULL ORDER BY branch.id
      """
    ) {
      Garbage.TrashedBranch(
        key: try $0.integer(0), conversation: try $0.integer(1), createdAt: try $0.integer(2),
        trashedAt: try $0.integer(3))
    }
    garbage.roots = try roots()
    garbage.hasRemovedWords = try SearchIndexer(connection: connection).removals() != 0
    garbage.conversations = garbage.trees.count
    garbage.branches = garbage.trashedBranches.count
    try countMessages(of: &garbage)
    garbage.strayAttachments = try strayAttachments()
    for key in garbage.strayAttachments {
      garbage.attachments += 1
      garbage.bytes += try bytes(ofAttachment: key)
    }
    return garbage
  }

  /// The marked messages of conversations that stay, without those below other marks.
  private func roots() throws -> [Garbage.Root] {
    let marked = try connection.all(
      """
      SELECT message_id, conversation.id, parent_id, message.uuid, message.depth,
        trashed_message.trashed_at
      FROM trashed_message
      JOIN conversation ON conversation.id = trashed_message.conversation_id
        AND conversation.trashed_at IS NULL
      JOIN message ON message.id = message_id ORDER BY message_id
      """
    ) {
      (
        root: Garbage.Root(
          message: try $0.integer(0), id: try $0.blob(3), depth: try $0.count(4),
          conversation: try $0.integer(1), trashedAt: try $0.integer(5)),
        parent: try $0.optionalInteger(2)
      )
    }
    let trash = TrashedMessages(connection: connection)
    return try marked.compactMap { root, parent in
      let isBelow = try parent.map { try trash.contain($0, in: root.conversation) } ?? false
      return isBelow ? nil : root
    }
  }

  /// Attachments that no message carries.
  ///
  /// Bytes are stored in one transaction with a message, so none waits for one.
  private func strayAttachments() throws -> [Int64] {
    try connection.all(
      """
      SELECT id FROM attachment WHERE NOT EXISTS (
        SELECT 1 FROM message_attachment WHERE attachment_id = attachment.id) ORDER BY id
      """
    ) { try $0.integer(0) }
  }

  /// The branches and the topmost messages in the trash of conversations that stay.
  func items() throws -> [TrashedItem] {
    let conversations = ConversationRepository(connection: connection)
    let branches = try connection.all(
      """
      SELECT branch.name, conversation.id, branch.trashed_at
      FROM branch JOIN conversation ON conversation.id = conversation_id
      WHERE branch.trashed_at IS NOT NULL AND conversation.trashed_at IS NULL
      """
    ) { (name: try $0.text(0), conversation: try $0.integer(1), at: try $0.time(2)) }
    var items = try branches.compactMap { row in
      try conversations.conversation(row.conversation).map {
        TrashedItem(kind: .branch(row.name), conversation: $0, trashedAt: row.at)
      }
    }
    for root in try roots() {
      guard let conversation = try conversations.conversation(root.conversation) else { continue }
      let item = try connection.first(
        """
        SELECT uuid, substr(CAST(text AS BLOB), 1, 800), trashed_at
        FROM message JOIN trashed_message ON message_id = message.id WHERE message.id = ?1
        """, .integer(root.message)
      ) { row in
        try Identifier<Message>(bytes: row.blob(0)).map {
          TrashedItem(
            kind: .message(
              $0, beginning: try row.beginning(1), count: try messages(at: root).count),
            conversation: conversation, trashedAt: try row.time(2))
        }
      }
      if case .some(.some(let item)) = item { items.append(item) }
    }
    return items
  }

  private func countMessages(of garbage: inout Garbage) throws {
    var keys: Set<Int64> = []
    for (index, tree) in garbage.trees.enumerated() {
      let messages = try messages(of: tree.key)
      garbage.trees[index].messages = messages.count
      keys.formUnion(messages)
    }
    for (index, root) in garbage.roots.enumerated() {
      let messages = try messages(at: root)
      garbage.roots[index].messages = messages.count
      keys.formUnion(messages)
    }
    garbage.messages = keys.count
    var attachments: Set<Int64> = []
    for key in keys {
      garbage.bytes += try bytes(of: key)
      attachments.formUnion(try self.attachments(of: key))
    }
    for attachment in attachments {
      let carriers = try connection.all(
        "SELECT message_id FROM message_attachment WHERE attachment_id = ?1", .integer(attachment)
      ) { try $0.integer(0) }
      guard keys.isSuperset(of: carriers) else { continue }
      garbage.attachments += 1
      garbage.bytes += try bytes(ofAttachment: attachment)
    }
  }

  /// All messages of a conversation; a parent has a smaller key than its children.
  func messages(of conversation: Int64) throws -> [Int64] {
    try connection.all(
      "SELECT id FROM message WHERE conversation_id = ?1 ORDER BY id", .integer(conversation)
    ) { try $0.integer(0) }
  }

  /// A message and everything below it.
  ///
  /// A child is newer than its parent; without that condition a file in which it is not so, which is
  /// damaged, would be walked in a circle.
  func messages(at root: Garbage.Root) throws -> [Int64] {
    try connection.all(
      """
      WITH RECURSIVE below (id) AS (
        SELECT id FROM message WHERE id = ?2
        UNION ALL
        SELECT message.id FROM below
        JOIN message ON message.conversation_id = ?1 AND message.parent_id = below.id
          AND message.id > below.id
      )
      SELECT id FROM below ORDER BY id
      """, .integer(root.conversation), .integer(root.message)
    ) { try $0.integer(0) }
  }

  /// The bytes of a message's words.
  func bytes(of message: Int64) throws -> Int64 {
    try connection.first(
      """
      SELECT length(CAST(text AS BLOB)) + coalesce(length(CAST(parts AS BLOB)), 0)
        + coalesce(length(CAST(reasoning AS BLOB)), 0) + coalesce(length(CAST(refusal AS BLOB)), 0)
        + coalesce(length(CAST(extras AS BLOB)), 0)
        + (SELECT coalesce(sum(length(CAST(arguments AS BLOB))), 0) FROM tool_call
          WHERE message_id = message.id)
      FROM message WHERE id = ?1
      """, .integer(message)
    ) { try $0.integer(0) } ?? 0
  }

  func bytes(ofAttachment key: Int64) throws -> Int64 {
    try connection.first("SELECT length(bytes) FROM attachment WHERE id = ?1", .integer(key)) {
      try $0.integer(0)
    } ?? 0
  }

  /// The attachments that a message carries.
  func attachments(of message: Int64) throws -> [Int64] {
    try connection.all(
      "SELECT attachment_id FROM message_attachment WHERE message_id = ?1", .integer(message)
    ) { try $0.integer(0) }
  }
}
