extension Examiner {
  /// Compares what conversations say of themselves with their messages and branches.
  mutating func conversations() throws {
    count(
      conversations: try connection.first("SELECT count(*) FROM conversation") { try $0.count(0) }
        ?? 0)
    let ids = try connection.all("SELECT id, uuid, short_id FROM conversation") {
      (key: try $0.integer(0), id: try $0.blob(1), short: try $0.integer(2))
    }
    for row in ids where Identifier<Conversation>(bytes: row.id)?.shortID.value != row.short {
      report(
        .branch, "Conversation \(Self.name(row.id)) is filed under another short id.",
        repair: Identifier<Conversation>(bytes: row.id).map { _ in .shortID(conversation: row.key) }
      )
    }
    try counts()
    let headless = try connection.all(
      """
      SELECT id, uuid FROM conversation WHERE message_count > 0 AND NOT EXISTS (
        SELECT 1 FROM branch
        WHERE conversation_id = conversation.id AND head_id IS NOT NULL AND trashed_at IS NULL)
      """
    ) { (key: try $0.integer(0), id: try $0.blob(1)) }
    for row in headless {
      report(
        .branch, "No branch of conversation \(Self.name(row.id)) has a head any more.",
        repair: .lostHead(conversation: row.key))
    }
    let inactive = try connection.all(
      """
      SELECT conversation.id, conversation.uuid FROM conversation
      LEFT JOIN branch ON branch.id = active_branch_id AND branch.conversation_id = conversation.id
        AND branch.trashed_at IS NULL
      WHERE branch.id IS NULL
      """
    ) { (key: try $0.integer(0), id: try $0.blob(1)) }
    for row in inactive {
      report(
        .branch, "Conversation \(Self.name(row.id)) has no active branch.",
        repair: .activeBranch(conversation: row.key))
    }
  }

  /// Compares the numbers of messages, which are those outside the trash.
  ///
  /// A conversation whose collection was interrupted says none.
  private mutating func counts() throws {
    let counted = try connection.all(
      """
      SELECT id, uuid, message_count,
        (SELECT count(*) FROM message WHERE conversation_id = conversation.id),
        EXISTS (SELECT 1 FROM trashed_message WHERE conversation_id = conversation.id)
      FROM conversation
      WHERE NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.uuid = conversation.uuid)
      """
    ) {
      (
        key: try $0.integer(0), id: try $0.blob(1), said: try $0.integer(2),
        all: try $0.integer(3), hasMarks: try $0.integer(4) == 1
      )
    }
    let trash = TrashedMessages(connection: connection)
    for row in counted {
      let count = row.hasMarks ? Int64(try trash.liveCount(in: row.key)) : row.all
      guard row.said != count else { continue }
      report(
        .branch,
        "Conversation \(Self.name(row.id)) says it has \(row.said) messages, but has \(count).",
        repair: .messageCount(conversation: row.key))
    }
  }

  /// Looks where branches end.
  mutating func branches() throws {
    let ends = try connection.all(
      """
      SELECT branch.id, conversation.uuid, branch.name, branch.head_id, branch.conversation_id,
        message.conversation_id
      FROM branch
      JOIN conversation ON conversation.id = branch.conversation_id
      JOIN message ON message.id = branch.head_id
      WHERE message.conversation_id <> branch.conversation_id
        OR (branch.trashed_at IS NULL AND EXISTS (
          SELECT 1 FROM trashed_message WHERE conversation_id = conversation.id))
      """
    ) {
      (
        key: try $0.integer(0), id: try $0.blob(1), name: $0.lossyText(2), head: try $0.integer(3),
        own: try $0.integer(4), other: try $0.integer(5)
      )
    }
    let trash = TrashedMessages(connection: connection)
    for end in ends {
      if end.own != end.other {
        report(
          .branch, "Branch \(end.name) of \(Self.name(end.id)) points into another conversation.",
          repair: .strayHeads)
      } else if try trash.contain(end.head, in: end.own) {
        report(
          .branch, "Branch \(end.name) of \(Self.name(end.id)) ends at a message in the trash.",
          repair: .headInTrash(branch: end.key))
      }
    }
  }

  /// Looks at pins, preferences, marks of the trash, and the operation log.
  mutating func operations() throws {
    let astray = try connection.all(
      """
      SELECT 'A pin' FROM pin JOIN message ON message.id = message_id
      WHERE pin.conversation_id <> message.conversation_id
      UNION ALL
      SELECT 'A preference' FROM preference JOIN message ON message.id = message_id
      WHERE preference.conversation_id <> message.conversation_id
      UNION ALL
      SELECT 'A mark of the trash' FROM trashed_message JOIN message ON message.id = message_id
      WHERE trashed_message.conversation_id <> message.conversation_id
      """
    ) { try $0.text(0) }
    for what in astray {
      report(
        .operation, "\(what) is filed under another conversation than its message.", repair: .marks)
    }
    let kinds = try connection.all("SELECT id, kind FROM operation") {
      (key: try $0.integer(0), kind: $0.lossyText(1))
    }
    for row in kinds where LoggedOperation.Kind(rawValue: row.kind) == nil {
      report(.operation, "Operation \(row.key) is of a kind that convo does not know.")
    }
  }
}
