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
  /// - Throws: `branchExists`, `invalidBranchName`, `otherConversation`.
  public func createBranch(
    named name: String, at message: Message?, in conversation: Conversation
  ) throws -> Branch {
    if let message, message.conversationKey != conversation.key {
      throw ChatStoreError.otherConversation
    }
    return try write {
      try makeBranch(
        named: name, head: message?.key, of: conversation.key, at: clock(), in: $0)
    }
  }

  /// The same as part of a larger transaction.
  func makeBranch(
    named name: String, head: Int64?, of conversation: Int64, at time: Timestamp,
    in connection: Connection
  ) throws -> Branch {
    try Self.checkBranchName(name)
    let branch = try BranchRepository(connection: connection).insert(
      name: name, conversation: conversation, head: head, at: time)
    try ConversationRepository(connection: connection).setActiveBranch(
      branch.key, of: conversation)
    return branch
  }

  /// Makes a branch the active one of its conversation.
  public func activate(_ branch: Branch) throws {
    try write {
      try ConversationRepository(connection: $0).setActiveBranch(
        branch.key, of: branch.conversationKey)
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
