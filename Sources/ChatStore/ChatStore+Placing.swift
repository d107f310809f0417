extension ChatStore {
  /// Stores new messages where they belong, and notes the operation; part of a larger transaction.
  func place(
    _ drafts: [MessageDraft], at place: TurnPlace, time: Timestamp, in connection: Connection
  ) throws -> (placement: Placement, operation: OperationLog) {
    switch place {
    case .newConversation(let title, let tags):
      try makeConversation(title: title, messages: drafts, tags: tags, at: time, in: connection)
    case .newBranch(let name, let message, let conversation):
      try self.place(
        drafts, onNewBranch: name, at: message, of: conversation, time: time, in: connection)
    case .branch(let point):
      try self.place(drafts, at: point, as: .continue, time: time, in: connection)
    case .sibling(let point):
      try self.place(drafts, at: point, as: .edit, time: time, in: connection)
    case .reply(let message, let point):
      try placeReply(to: message, at: point, time: time, in: connection)
    }
  }

  private func place(
    _ drafts: [MessageDraft], onNewBranch name: String, at message: Message,
    of conversation: Conversation, time: Timestamp, in connection: Connection
  ) throws -> (Placement, OperationLog) {
    guard message.conversationKey == conversation.key else {
      throw ChatStoreError.otherConversation
    }
    try checkNotInTrash(conversation.key, message: message.key, in: connection)
    let messages = try insert(
      drafts, under: message.key, conversation: conversation.key, at: time, in: connection)
    var log = try OperationLog(
      .branch, in: conversation.key, message: messages.first?.key, origin: origin, at: time,
      connection: connection)
    let branch = try makeBranch(
      named: name, head: messages.last?.key ?? message.key, of: conversation.key, at: time,
      log: &log)
    return (
      Placement(conversation: conversation, messages: messages, branch: branch, diverted: false),
      log
    )
  }

  private func place(
    _ drafts: [MessageDraft], at point: ContinuationPoint, as kind: LoggedOperation.Kind,
    time: Timestamp, in connection: Connection
  ) throws -> (Placement, OperationLog) {
    let branches = BranchRepository(connection: connection)
    let conversation = point.conversation
    try checkNotInTrash(conversation.key, message: point.base?.key, in: connection)
    let messages = try insert(
      drafts, under: point.base?.key, conversation: conversation.key, at: time, in: connection)
    var log = try OperationLog(
      kind, in: conversation.key, message: messages.first?.key, origin: origin, at: time,
      connection: connection)
    guard let first = messages.first, let last = messages.last else {
      try checkResending(point, in: connection)
      return (
        Placement(conversation: conversation, messages: [], branch: point.branch, diverted: false),
        log
      )
    }
    let isFree =
      try point.branch.headKey.map {
        try !TurnRepository(connection: connection).isBusy(head: $0)
      } ?? true
    if isFree,
      try branches.move(point.branch.key, from: point.branch.headKey, to: last.key, at: time),
      let branch = try branches.branch(point.branch.key)
    {
      try log.note(
        .branchHead, of: branch.key, before: .integer(point.branch.headKey),
        after: .integer(last.key))
      return (
        Placement(conversation: conversation, messages: messages, branch: branch, diverted: false),
        log
      )
    }
    let branch = try branches.insertDiverted(
      from: point.branch.name, conversation: conversation.key, named: first.id.shortID,
      head: last.key, at: time)
    try log.note(.branchTrashed, of: branch.key, before: .time(time), after: .null)
    return (
      Placement(conversation: conversation, messages: messages, branch: branch, diverted: true), log
    )
  }

  /// What is sent again must still be the end of the branch, and nobody else may be at it.
  private func checkResending(_ point: ContinuationPoint, in connection: Connection) throws {
    let head = try BranchRepository(connection: connection).branch(point.branch.key)?.headKey
    guard head == point.branch.headKey,
      try head.map({ try !TurnRepository(connection: connection).isBusy(head: $0) }) ?? false
    else {
      throw ChatStoreError.invalidMessage(
        "Another process has answered the last message meanwhile, or is about to.")
    }
  }

  /// A further reply to a message: nothing is inserted yet, and the branch stays where it is until
  /// the reply is there, so that one that never comes costs nothing.
  private func placeReply(
    to message: Message, at point: ContinuationPoint, time: Timestamp, in connection: Connection
  ) throws -> (Placement, OperationLog) {
    guard message.conversationKey == point.conversation.key else {
      throw ChatStoreError.otherConversation
    }
    try checkNotInTrash(point.conversation.key, message: message.key, in: connection)
    guard try BranchRepository(connection: connection).branch(point.branch.key) != nil else {
      throw ChatStoreError.branchNotFound(name: point.branch.name)
    }
    if point.branch.headKey == message.key { try checkResending(point, in: connection) }
    let log = try OperationLog(
      .retry, in: point.conversation.key, origin: origin, at: time, connection: connection)
    return (
      Placement(
        conversation: point.conversation, messages: [], branch: point.branch, diverted: false),
      log
    )
  }

  /// Ends a turn whose reply, if any, is a child of its head.
  func end(
    _ key: Int64, status: Turn.Status, outcome: TurnOutcome, in connection: Connection
  ) throws -> FinishedTurn {
    let now = clock()
    let turns = TurnRepository(connection: connection)
    guard let ending = try turns.ending(of: key) else {
      throw ChatStoreError.invalidMessage("The turn is not there any more.")
    }
    var reply: Message?
    var branch: (branch: Branch?, diverted: Bool) = (nil, false)
    if let content = outcome.reply {
      let message = try MessageRepository(connection: connection).insert(
        content, id: Identifier(at: now), conversation: ending.conversation, parent: ending.head,
        at: now)
      try ConversationRepository(connection: connection).touch(
        ending.conversation, addedMessages: 1, at: now)
      reply = message
      branch = try moveBranch(to: message, ending, at: now, in: connection)
    } else if let operation = ending.operation {
      try OperationRepository(connection: connection).dropIfEmpty(operation, wasSeen: true)
    }
    // A prompt that gets no reply is one with an error from now on, and what was taken for the reply is none.
    let changed = [ending.head] + (ending.reply.map { [$0] } ?? [])
    let hasEnded = try SearchIndexer(connection: connection).refresh(changed) {
      try turns.end(key, status: status, reply: reply?.key, outcome: outcome, at: now)
    }
    guard hasEnded else { throw ChatStoreError.invalidMessage("The turn has ended already.") }
    try connection.run("DELETE FROM delta WHERE turn_id = ?1", .integer(key))
    return FinishedTurn(
      status: status, reply: reply, branch: branch.branch, diverted: branch.diverted)
  }

  /// Moves the turn's branch to its reply, or makes a branch for it when someone else has moved it.
  private func moveBranch(
    to reply: Message, _ ending: TurnRepository.Ending, at time: Timestamp,
    in connection: Connection
  ) throws -> (branch: Branch?, diverted: Bool) {
    let branches = BranchRepository(connection: connection)
    let operations = OperationRepository(connection: connection)
    if let key = ending.branch,
      try branches.move(key, from: ending.movesFrom, to: reply.key, at: time)
    {
      if let operation = ending.operation {
        try operations.noteReply(
          reply.key, of: operation, moving: key, from: ending.movesFrom)
      }
      return (try branches.branch(key), false)
    }
    let name = try ending.branch.flatMap(branches.branch)?.name ?? Branch.mainName
    let branch = try branches.insertDiverted(
      from: name, conversation: ending.conversation, named: reply.id.shortID, head: reply.key,
      at: time)
    if let operation = ending.operation {
      try operations.noteBranch(branch.key, madeAt: time, reply: reply.key, in: operation)
    }
    return (branch, true)
  }
}
