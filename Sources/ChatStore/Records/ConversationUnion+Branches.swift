extension ConversationUnion {
  private var repository: BranchRepository { BranchRepository(connection: connection) }

  /// Takes the branches in.
  ///
  /// What one of them takes out of the trash, another may have been waiting for: it goes on until nothing
  /// changes any more, as nothing does when the same is merged again.
  func settleBranches(_ key: Int64) throws {
    for _ in 0...branches.count {
      let hadChanged = hasChanged
      hasChanged = false
      for record in branches { try take(record, in: key) }
      let isSettled = !hasChanged
      hasChanged = hasChanged || hadChanged
      // Where there were none, there is nothing to wait for.
      if isSettled || before == nil { return }
    }
  }

  /// Takes a branch in.
  ///
  /// One that moved on moves on here too; two that moved apart become two.
  private func take(_ record: BranchRecord, in key: Int64) throws {
    let head = try head(of: record)
    guard !record.name.isEmpty else { throw RecordError.invalid("A branch has no name.") }
    if isFresh || before == nil { return try insert(record, head: head, in: key) }
    if let known = try repository.known(record, in: key) {
      guard record.trashedAt == nil else { return }
      guard let trashedAt = known.trashedAt else {
        return try advance(known.branch, to: head, record)
      }
      // Who moved it after it was deleted here, wants it.
      guard record.updatedAt > trashedAt else { return }
      if try repository.branch(named: record.name, of: key) == nil {
        let end = head ?? known.branch.headKey
        if let end { try takeOutOfTrash(end, in: key) }
        try repository.restore(known.branch.key, head: end, record.updatedAt)
        return hasChanged = true
      }
    }
    if record.trashedAt != nil { return try insert(record, head: head, in: key) }
    if let other = try repository.branch(named: record.name, of: key) {
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
    try repository.insert(record, conversation: key, head: head)
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
      try repository.move(branch.key, from: branch.headKey, to: head, at: time) || hasChanged
  }

  private func divert(_ branch: Branch, head: Int64, _ record: BranchRecord) throws {
    guard let id = try messages.id(of: head), try !isReached(head, in: branch.conversationKey)
    else {
      return
    }
    _ = try repository.insertDiverted(
      from: branch.name, conversation: branch.conversationKey, named: id.shortID, head: head,
      at: record.updatedAt)
    hasChanged = true
  }

  /// Whether a branch that is not in the trash ends at a message or below it.
  private func isReached(_ message: Int64, in conversation: Int64) throws -> Bool {
    try repository.branches(of: conversation).contains { branch in
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
    if try repository.branches(of: key).isEmpty {
      _ = try repository.insert(
        name: Branch.mainName, conversation: key, head: nil, at: record.updatedAt)
      hasChanged = true
    }
    if try repository.ensureHead(in: key) { hasChanged = true }
  }
}
