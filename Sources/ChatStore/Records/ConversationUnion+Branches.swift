extension ConversationUnion {
  private var branches: BranchRepository { BranchRepository(connection: connection) }

  /// Takes a branch in.
  ///
  /// One that moved on moves on here too; two that moved apart become two.
  func take(_ record: BranchRecord) throws {
    guard let key else { return }
    let head = try head(of: record)
    guard !record.name.isEmpty else { throw RecordError.invalid("A branch has no name.") }
    if isFresh || before == nil { return try insert(record, head: head, in: key) }
    if let known = try branches.known(record, in: key) {
      guard record.trashedAt == nil else { return }
      guard let trashedAt = known.trashedAt else {
        return try advance(known.branch, to: head, record)
      }
      // Who moved it after it was deleted here, wants it.
      guard record.updatedAt > trashedAt else { return }
      if try branches.branch(named: record.name, of: key) == nil {
        let end = head ?? known.branch.headKey
        if let end { try takeOutOfTrash(end, in: key) }
        try branches.restore(known.branch.key, head: end, record.updatedAt)
        return hasChanged = true
      }
    }
    if record.trashedAt != nil { return try insert(record, head: head, in: key) }
    if let other = try branches.branch(named: record.name, of: key) {
      return try advance(other, to: head, record)
    }
    // A branch that only stands for what could not be joined elsewhere is not needed where it is.
    let stands = record.name.utf8.contains(UInt8(ascii: "@"))
    if stands, let head, try isReached(head, in: key) { return }
    try insert(record, head: head, in: key)
  }

  /// The message at which a branch ends: the nearest one above what was collected.
  private func head(of record: BranchRecord) throws -> Int64? {
    var next = record.head.map { versions[$0] ?? $0 }
    while let id = next {
      if let key = try places.key(of: id) { return key }
      guard let parent = parentOfCollected(id) else {
        throw RecordError.invalid("Branch \(record.name) ends at a message that has not come.")
      }
      next = parent
    }
    return nil
  }

  private func insert(_ record: BranchRecord, head: Int64?, in key: Int64) throws {
    // Who made a branch there, wants what is on it.
    if let head, record.trashedAt == nil, before != nil { try takeOutOfTrash(head, in: key) }
    try branches.insert(record, conversation: key, head: head)
    hasChanged = true
  }

  /// Moves a branch on to a head below its own; a head beside it becomes the end of a branch of its own.
  private func advance(_ branch: Branch, to head: Int64?, _ record: BranchRecord) throws {
    guard let head, head != branch.headKey,
      // Here the branch was moved away from it.
      try !isInTrash(head, in: branch.conversationKey)
    else { return }
    if let own = branch.headKey {
      if try isAtOrBelow(own, head) { return }
      guard try isAtOrBelow(head, own) else { return try divert(branch, head: head, record) }
    }
    let time = max(branch.updatedAt, record.updatedAt)
    hasChanged =
      try branches.move(branch.key, from: branch.headKey, to: head, at: time) || hasChanged
  }

  private func divert(_ branch: Branch, head: Int64, _ record: BranchRecord) throws {
    guard let id = try messages.id(of: head), try !isReached(head, in: branch.conversationKey)
    else {
      return
    }
    _ = try branches.insertDiverted(
      from: branch.name, conversation: branch.conversationKey, named: id.shortID, head: head,
      at: record.updatedAt)
    hasChanged = true
  }

  /// Whether a branch that is not in the trash ends at a message or below it.
  private func isReached(_ message: Int64, in conversation: Int64) throws -> Bool {
    try branches.branches(of: conversation).contains { branch in
      try branch.headKey.map { try isAtOrBelow($0, message) } ?? false
    }
  }

  /// Whether a message is another, or stands below it.
  private func isAtOrBelow(_ message: Int64, _ above: Int64) throws -> Bool {
    if message == above { return true }
    guard let depth = try messages.depth(of: above) else { return false }
    return try messages.ancestor(of: message, atDepth: depth) == above
  }

  /// Gives a conversation that came without a branch its first one, and sees to it that one has a head.
  func ensureBranch(_ key: Int64) throws {
    if try branches.branches(of: key).isEmpty {
      _ = try branches.insert(
        name: Branch.mainName, conversation: key, head: nil, at: record.updatedAt)
      hasChanged = true
    }
    if try branches.ensureHead(in: key) { hasChanged = true }
  }
}
