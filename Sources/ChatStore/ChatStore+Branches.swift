extension ChatStore {
  /// All branches of a conversation, oldest first.
  public func branches(of conversation: Conversation) throws -> [Branch] {
    try read { try BranchRepository(connection: $0).branches(of: conversation.key) }
  }

  /// The branch that commands continue when they name none.
  public func activeBranch(of conversation: Conversation) throws -> Branch {
    try read { connection in
      let branches = BranchRepository(connection: connection)
      let fresh = try ConversationRepository(connection: connection).conversation(conversation.key)
      if let key = fresh?.activeBranchKey, let branch = try branches.branch(key) { return branch }
      guard let first = try branches.branches(of: conversation.key).first else {
        throw ChatStoreError.branchNotFound(name: Branch.mainName)
      }
      return first
    }
  }

  /// A branch by its name.
  public func branch(named name: String, of conversation: Conversation) throws -> Branch {
    try read { connection in
      guard
        let branch = try BranchRepository(connection: connection)
          .branch(named: name, of: conversation.key)
      else { throw ChatStoreError.branchNotFound(name: name) }
      return branch
    }
  }

  /// Makes a branch whose head is any message of the conversation, and makes it the active one.
  ///
  /// One row is written and no message, however long the history above the message is.
  /// - Throws: `branchExists`, `invalidBranchName`, `otherConversation`, `inTrash`.
  public func createBranch(
    named name: String, at message: Message?, in conversation: Conversation
  ) throws -> Branch {
    if let message, message.conversationKey != conversation.key {
      throw ChatStoreError.otherConversation
    }
    return try write { connection in
      let now = clock()
      try checkNotInTrash(conversation.key, message: message?.key, in: connection)
      var log = try OperationLog(
        .branch, in: conversation.key, origin: origin, at: now, connection: connection)
      return try makeBranch(
        named: name, head: message?.key, of: conversation.key, at: now, log: &log)
    }
  }

  /// The same as part of a larger operation.
  func makeBranch(
    named name: String, head: Int64?, of conversation: Int64, at time: Timestamp,
    log: inout OperationLog
  ) throws -> Branch {
    try Self.checkBranchName(name)
    let branch = try BranchRepository(connection: log.connection).insert(
      name: name, conversation: conversation, head: head, at: time)
    try log.note(.branchTrashed, of: branch.key, before: .time(time), after: .null)
    try log.set(.activeBranch, of: conversation, to: .integer(branch.key))
    return branch
  }

  /// Makes a branch the active one of its conversation.
  /// - Throws: `branchNotFound` when it is gone or in the trash, `inTrash` when its conversation is there.
  public func activate(_ branch: Branch) throws {
    try operate(.switch, in: branch.conversationKey) { log in
      let branches = try BranchRepository(connection: log.connection)
        .branches(of: branch.conversationKey)
      guard branches.contains(where: { $0.key == branch.key }) else {
        throw ChatStoreError.branchNotFound(name: branch.name)
      }
      try checkNotInTrash(branch.conversationKey, message: nil, in: log.connection)
      try log.set(.activeBranch, of: branch.conversationKey, to: .integer(branch.key))
    }
  }

  /// True when a message is on the path to a branch's head.
  public func isOn(_ message: Message, branch: Branch) throws -> Bool {
    guard branch.conversationKey == message.conversationKey, let head = branch.headKey else {
      return false
    }
    return try read { connection in
      try MessageRepository(connection: connection)
        .ancestor(of: head, atDepth: message.depth) == message.key
    }
  }

  /// Where a sibling of a message goes, or a further reply to it: on this branch, as it is now.
  /// - Parameters:
  ///   - message: The message.
  ///   - branch: The branch that moves there.
  ///   - below: Whether the message itself is what new ones stand under.
  /// - Returns: The place, for `TurnPlace.sibling` and `TurnPlace.reply`.
  /// - Throws: `branchNotFound`, `notFound` when the branch or the message is gone by now.
  public func point(
    at message: Message, on branch: Branch, below: Bool
  ) throws -> ContinuationPoint {
    try read { connection in
      let messages = MessageRepository(connection: connection)
      guard let fresh = try BranchRepository(connection: connection).branch(branch.key),
        let conversation = try ConversationRepository(connection: connection)
          .conversation(branch.conversationKey)
      else { throw ChatStoreError.branchNotFound(name: branch.name) }
      let isBusy = try fresh.headKey.map {
        try TurnRepository(connection: connection).isBusy(head: $0)
      }
      return ContinuationPoint(
        conversation: conversation, branch: fresh,
        base: below ? message : try message.parentKey.flatMap(messages.message),
        headIsBusy: isBusy ?? false)
    }
  }

  /// A branch name that nobody has taken, `branch-2`, `branch-3`, ….
  public func unusedBranchName(in conversation: Conversation) throws -> String {
    let taken = Set(try branches(of: conversation).map { Array($0.name.utf8) })
    var number = taken.count + 1
    while taken.contains(Array("branch-\(number)".utf8)) { number += 1 }
    return "branch-\(number)"
  }

  /// Refuses names that could be taken for something else on a command line.
  static func checkBranchName(_ name: String) throws {
    let isPlain = name.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0 != ":"
    }
    guard !name.isEmpty, isPlain, !name.hasPrefix("@"), !name.hasPrefix("-"),
      name.utf8.count <= 200
    else { throw ChatStoreError.invalidBranchName(name) }
  }
}
