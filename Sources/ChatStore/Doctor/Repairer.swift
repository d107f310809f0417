/// Puts right what the rest of a store tells how; part of one transaction.
///
/// Nothing that a person or a model said is ever written: a message whose digest does not match stays
/// as it is, with everything that was derived from it.
struct Repairer {
  let connection: Connection
  let time: Timestamp

  /// Carries out repairs, those first on which others rest.
  func carryOut(_ repairs: Set<Repair>) throws {
    if repairs.contains(.indexes) { try makeIndexes() }
    if repairs.contains(.counts) { try connection.run("DELETE FROM token_count") }
    if repairs.contains(.marks) { try mendMarks() }
    if repairs.contains(.usage) { try UsageLedger(connection: connection).recount() }
    try mendPlaces(of: repairs.compactMap { if case .places(let key) = $0 { key } else { nil } })
    if repairs.contains(.triggers) { try makeTriggers() }
    if repairs.contains(.strayHeads) { try bringHome() }
    for case .shortID(let key) in repairs { try mendShortID(of: key) }
    for case .headInTrash(let key) in repairs { try liftHead(of: key) }
    for case .messageCount(let key) in repairs { try countMessages(of: key) }
    for case .lostHead(let key) in repairs { try restoreHead(of: key) }
    for case .activeBranch(let key) in repairs { try activateBranch(of: key) }
  }

  private func makeIndexes() throws {
    for (name, sql) in try OwnSchema.made().indexes.sorted(by: { $0.key < $1.key }) {
      let present = try connection.first(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1", .text(name)
      ) { $0.lossyText(0) }
      guard present != sql else { continue }
      // Name and text are the migrations' own, not data. Where rows are not as the index demands, it
      // stays a finding.
      let script = (present == nil ? "" : "DROP INDEX \(name); ") + sql
      try? script.withCString { try connection.execute(script: $0, name: name) }
    }
    try connection.run("REINDEX")
  }

  private func mendMarks() throws {
    try connection.run(
      "DELETE FROM pin WHERE NOT EXISTS (SELECT 1 FROM message WHERE id = message_id)")
    try connection.run(
      "DELETE FROM preference WHERE NOT EXISTS (SELECT 1 FROM message WHERE id = message_id)")
    try connection.run(
      "DELETE FROM trashed_message WHERE NOT EXISTS (SELECT 1 FROM message WHERE id = message_id)")
    try connection.run(
      """
      UPDATE pin SET conversation_id =
        (SELECT conversation_id FROM message WHERE id = message_id)
      """)
    try connection.run(
      """
      UPDATE preference SET conversation_id =
        (SELECT conversation_id FROM message WHERE id = message_id)
      """)
    try connection.run(
      """
      UPDATE trashed_message SET conversation_id =
        (SELECT conversation_id FROM message WHERE id = message_id)
      """)
  }

  /// Makes what triggers are missing.
  private func makeTriggers() throws {
    for trigger in try OwnSchema.made().triggers {
      let present = try connection.first(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1", .text(trigger.name)
      ) { $0.lossyText(0) }
      guard present != trigger.sql else { continue }
      // Name and text are the migrations' own, not data.
      let script = (present == nil ? "" : "DROP TRIGGER \(trigger.name); ") + trigger.sql
      try script.withCString { try connection.execute(script: $0, name: trigger.name) }
    }
  }

  private func mendPlaces(of conversations: [Int64]) throws {
    guard !conversations.isEmpty else { return }
    // It would refuse the new depth; made again before the transaction ends.
    try connection.run("DROP TRIGGER IF EXISTS message_never_changes")
    let census = GarbageCensus(connection: connection)
    for conversation in conversations {
      for key in try census.messages(of: conversation) { try mendPlace(of: key) }
    }
    try makeTriggers()
  }

  private func mendPlace(of key: Int64) throws {
    let repository = MessageRepository(connection: connection)
    guard let message = try? repository.message(key) else { return }
    let parent = message.parentKey.flatMap { try? repository.message($0) }
    guard (parent == nil) == (message.parentKey == nil), parent.map({ $0.key < key }) ?? true,
      message.digest == MessageDigest.digest(of: message.content, parent: parent?.digest)
    else { return }
    let above = try parent.flatMap { try repository.systemKey(atOrAbove: $0.key) }
    try connection.run(
      """
      UPDATE message SET depth = ?2, skip_id = ?3, system_id = ?4, short_id = ?5, match_key = ?6
      WHERE id = ?1
      """, .integer(key), .integer(parent.map { $0.depth &+ 1 } ?? 0),
      .integer(try message.parentKey.flatMap(repository.skipForChild(of:))),
      .integer(message.role.isInstruction ? key : above), .integer(message.id.shortID.value),
      .blob(MessageDigest.matchKey(of: message.content, parent: parent?.matchKey)))
  }

  private func mendShortID(of conversation: Int64) throws {
    let id = try connection.first(
      "SELECT uuid FROM conversation WHERE id = ?1", .integer(conversation)
    ) { Identifier<Conversation>(bytes: try $0.blob(0)) }
    guard case .some(.some(let id)) = id else { return }
    try connection.run(
      "UPDATE conversation SET short_id = ?2 WHERE id = ?1", .integer(conversation),
      .integer(id.shortID.value))
  }

  private func countMessages(of conversation: Int64) throws {
    try connection.run(
      "UPDATE conversation SET message_count = ?2 WHERE id = ?1", .integer(conversation),
      .integer(try TrashedMessages(connection: connection).liveCount(in: conversation)))
  }

  // MARK: Branches

  /// Ends a branch above what is in the trash.
  private func liftHead(of branch: Int64) throws {
    let branches = BranchRepository(connection: connection)
    let trash = TrashedMessages(connection: connection)
    guard let found = try branches.branch(branch) else { return }
    var path = MessagePath(
      from: found.headKey, in: MessageRepository(connection: connection))
    while let message = try path.nextOlder() {
      guard try trash.contain(message.key, in: found.conversationKey) else {
        return try setHead(of: branch, to: message.key)
      }
    }
    try setHead(of: branch, to: nil)
  }

  private func setHead(of branch: Int64, to message: Int64?) throws {
    try connection.run(
      "UPDATE branch SET head_id = ?2 WHERE id = ?1", .integer(branch), .integer(message))
  }

  /// Gives the active branch of a conversation whose branches lost their ends the newest message.
  private func restoreHead(of conversation: Int64) throws {
    let branches = BranchRepository(connection: connection)
    let newest = try TrashedMessages(connection: connection).newestLive(in: conversation)
    guard let newest else { return }
    let active = try ConversationRepository(connection: connection)
      .conversation(conversation)?.activeBranchKey
    let all = try branches.branches(of: conversation)
    if let branch = all.first(where: { $0.key == active }) ?? all.first {
      try setHead(of: branch.key, to: newest)
      return try setActive(branch.key, of: conversation)
    }
    let branch = try branches.insert(
      name: Branch.mainName, conversation: conversation, head: newest, at: time)
    try setActive(branch.key, of: conversation)
  }

  /// Where a branch ended that ends nowhere now, nothing tells; the newest message loses nothing.
  private func bringHome() throws {
    let stray = try connection.all(
      """
      SELECT id, conversation_id FROM branch WHERE head_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM message
        WHERE message.id = head_id AND message.conversation_id = branch.conversation_id)
      """
    ) { (branch: try $0.integer(0), conversation: try $0.integer(1)) }
    for (branch, conversation) in stray {
      try setHead(
        of: branch,
        to: TrashedMessages(connection: connection).newestLive(in: conversation))
    }
  }

  /// Activates a conversation's first branch that has a head; makes one when it has no branch at all.
  private func activateBranch(of conversation: Int64) throws {
    let branches = try BranchRepository(connection: connection).branches(of: conversation)
    if let branch = branches.first(where: { $0.headKey != nil }) ?? branches.first {
      return try setActive(branch.key, of: conversation)
    }
    let branch = try BranchRepository(connection: connection)
      .insert(name: Branch.mainName, conversation: conversation, head: nil, at: time)
    try setActive(branch.key, of: conversation)
  }

  private func setActive(_ branch: Int64, of conversation: Int64) throws {
    try connection.run(
      "UPDATE conversation SET active_branch_id = ?2 WHERE id = ?1", .integer(conversation),
      .integer(branch))
  }
}
