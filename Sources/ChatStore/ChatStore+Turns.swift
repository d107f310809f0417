extension ChatStore {
  /// Reads where on a branch the next messages go.
  ///
  /// A head whose turn belongs to a process that died is recovered first. A head that failed
  /// without a byte is passed over, so that it stands dead in no later window; with
  /// `resending` it is the head itself that is wanted, and it stays, busy or not.
  public func continuationPoint(
    of branch: Branch, resending: Bool = false
  ) throws -> ContinuationPoint {
    if let head = branch.headKey, let locks {
      let dead = try read { connection in
        try TurnRepository(connection: connection).newest(continuing: head)
          .map { $0.status == .running && !isOwn($0.key) && !locks.isHeldElsewhere($0.key) }
      }
      // A turn that cannot be recovered must not take the whole conversation away.
      if dead == true { _ = try? recoverLostTurns() }
    }
    return try read { connection in
      let turns = TurnRepository(connection: connection)
      let messages = MessageRepository(connection: connection)
      guard let fresh = try BranchRepository(connection: connection).branch(branch.key),
        let conversation = try ConversationRepository(connection: connection)
          .conversation(branch.conversationKey)
      else { throw ChatStoreError.branchNotFound(name: branch.name) }
      var base = fresh.headKey
      var busy = false
      if let head = fresh.headKey, let turn = try turns.newest(continuing: head) {
        busy = turn.status == .running
        let failed = turn.replyKey == nil && (turn.status == .failed || turn.status == .lost)
        if !resending, busy || failed, try !turns.hasReply(continuing: head) {
          base = turn.baseKey
        }
      }
      return ContinuationPoint(
        conversation: conversation, branch: fresh, base: try base.flatMap(messages.message),
        headIsBusy: busy)
    }
  }

  /// Stores new messages and a running turn, before the first byte of the request leaves.
  ///
  /// The branch moves to the last new message by compare-and-swap. If someone else moved it since
  /// the point was read, or its head's reply is still on its way, the messages become the branch
  /// `main@<short id>` at once.
  /// - Parameters:
  ///   - request: What is about to be sent.
  ///   - drafts: The new messages, in order; none to send again what is there.
  ///   - place: Where they go; a branch as `continuationPoint(of:resending:)` read it.
  /// - Returns: The turn; whoever lets go of it without `finish` leaves it to be recovered.
  /// - Throws: `invalidMessage` when there is nothing to send.
  public func beginTurn(
    _ request: TurnRequest, appending drafts: [MessageDraft], at place: TurnPlace
  ) throws -> RunningTurn {
    try write(.full) { connection in
      let now = clock()
      let placement = try self.place(drafts, at: place, time: now, in: connection)
      guard let head = placement.messages.last?.key ?? place.base?.key else {
        throw ChatStoreError.invalidMessage("There is no message to send; give a prompt.")
      }
      let id = Identifier<Turn>(at: now)
      let turns = TurnRepository(connection: connection)
      // Instructions stay when the prompt below them fails.
      let instructions = placement.messages.prefix { $0.role.isInstruction }
      var base = instructions.last?.key ?? place.base?.key
      // What is sent again was brought by an earlier turn: if this one fails too, the next prompt
      // still goes where that one's messages began.
      if placement.messages.isEmpty, let earlier = try turns.newest(continuing: head) {
        base = earlier.baseKey
      }
      let key = try turns.begin(
        request, id: id, conversation: placement.conversation.key, base: base, head: head,
        branch: placement.branch.key, at: now)
      // The lock is held before anybody can see the turn, so that nobody takes it for dead.
      if let locks, !locks.take(key) {
        throw ChatStoreError.inputOutput(path: path + "-live", reason: "the turn's lock is taken")
      }
      own.insert(key)
      return RunningTurn(
        id: id, key: key, headKey: head, placement: placement, own: own, locks: locks)
    }
  }

  /// The same at the end of a branch.
  public func beginTurn(
    _ request: TurnRequest, appending drafts: [MessageDraft], at point: ContinuationPoint
  ) throws -> RunningTurn {
    try beginTurn(request, appending: drafts, at: .branch(point))
  }

  /// Stores new messages without sending anything.
  public func append(_ drafts: [MessageDraft], at place: TurnPlace) throws -> Placement {
    try write(.full) { try self.place(drafts, at: place, time: clock(), in: $0) }
  }

  /// The same at the end of a branch.
  public func append(
    _ drafts: [MessageDraft], at point: ContinuationPoint
  ) throws -> Placement {
    try append(drafts, at: .branch(point))
  }

  /// Adds pieces of a reply to its running turn; they survive the death of this process.
  public func append(_ deltas: [Delta], to turn: RunningTurn, from sequence: Int) throws {
    try write { connection in
      for (offset, delta) in deltas.enumerated() {
        let row = delta.row
        try connection.run(
          "INSERT INTO delta (turn_id, sequence, field, item, value) VALUES (?1, ?2, ?3, ?4, ?5)",
          .integer(turn.key), .integer(sequence + offset), .text(row.field), .text(row.item),
          .text(row.value))
      }
    }
  }

  /// Ends a turn: stores the reply, drops its pieces, and moves the branch to it, in one
  /// transaction.
  /// - Throws: `invalidMessage` when it has ended before.
  public func finish(_ turn: RunningTurn, _ outcome: TurnOutcome) throws -> FinishedTurn {
    let finished = try write(.full) { connection in
      try end(
        turn.key, conversation: turn.placement.conversation.key, head: turn.headKey,
        branch: turn.placement.branch.key,
        status: outcome.status, outcome: outcome, in: connection)
    }
    turn.release()
    return finished
  }

  /// The newest turn of a conversation; nil when nothing was ever sent.
  public func newestTurn(of conversation: Conversation) throws -> Turn? {
    try read { try TurnRepository(connection: $0).newest(of: conversation.key) }
  }

  /// The turn that made a reply; nil for a message that no model call made.
  public func turn(making message: Message) throws -> Turn? {
    try read { try TurnRepository(connection: $0).making(reply: message.key) }
  }

  /// The newest turn that continued a message; nil when it was never sent.
  public func newestTurn(continuing message: Message) throws -> Turn? {
    try read { try TurnRepository(connection: $0).newest(continuing: message.key) }
  }

  // MARK: Parts of transactions

  private func place(
    _ drafts: [MessageDraft], at place: TurnPlace, time: Timestamp, in connection: Connection
  ) throws -> Placement {
    switch place {
    case .newConversation(let title, let tags):
      try makeConversation(title: title, messages: drafts, tags: tags, at: time, in: connection)
    case .newBranch(let name, let message, let conversation):
      try self.place(
        drafts, onNewBranch: name, at: message, of: conversation, time: time, in: connection)
    case .branch(let point): try self.place(drafts, at: point, time: time, in: connection)
    }
  }

  private func place(
    _ drafts: [MessageDraft], onNewBranch name: String, at message: Message,
    of conversation: Conversation, time: Timestamp, in connection: Connection
  ) throws -> Placement {
    let messages = try insert(
      drafts, under: message.key, conversation: conversation.key, at: time, in: connection)
    let branch = try makeBranch(
      named: name, head: messages.last?.key ?? message.key, of: conversation.key, at: time,
      in: connection)
    return Placement(
      conversation: conversation, messages: messages, branch: branch, diverted: false)
  }

  private func place(
    _ drafts: [MessageDraft], at point: ContinuationPoint, time: Timestamp,
    in connection: Connection
  ) throws -> Placement {
    let branches = BranchRepository(connection: connection)
    let conversation = point.conversation
    let messages = try insert(
      drafts, under: point.base?.key, conversation: conversation.key, at: time, in: connection)
    guard let first = messages.first, let last = messages.last else {
      // What is sent again must still be the end of the branch, and nobody else may be at it.
      let head = try branches.branch(point.branch.key)?.headKey
      guard head == point.branch.headKey,
        try head.map({ try !TurnRepository(connection: connection).isBusy(head: $0) }) ?? false
      else {
        throw ChatStoreError.invalidMessage(
          "Another process has answered the last message meanwhile, or is about to.")
      }
      return Placement(
        conversation: conversation, messages: [], branch: point.branch, diverted: false)
    }
    let isFree =
      try point.branch.headKey.map {
        try !TurnRepository(connection: connection).isBusy(head: $0)
      } ?? true
    if isFree,
      try branches.move(point.branch.key, from: point.branch.headKey, to: last.key, at: time),
      let branch = try branches.branch(point.branch.key)
    {
      return Placement(
        conversation: conversation, messages: messages, branch: branch, diverted: false)
    }
    let branch = try branches.insertDiverted(
      from: point.branch.name, conversation: conversation.key, named: first.id.shortID,
      head: last.key, at: time)
    return Placement(
      conversation: conversation, messages: messages, branch: branch, diverted: true)
  }

  /// Ends a turn whose reply, if any, is a child of its head.
  func end(
    _ key: Int64, conversation: Int64, head: Int64, branch: Int64?, status: Turn.Status,
    outcome: TurnOutcome, in connection: Connection
  ) throws -> FinishedTurn {
    let now = clock()
    let branches = BranchRepository(connection: connection)
    var reply: Message?
    var moved: Branch?
    var diverted = false
    if let content = outcome.reply {
      let message = try MessageRepository(connection: connection).insert(
        content, id: Identifier(at: now), conversation: conversation, parent: head, at: now)
      try ConversationRepository(connection: connection).touch(
        conversation, addedMessages: 1, at: now)
      reply = message
      if let branch, try branches.move(branch, from: head, to: message.key, at: now) {
        moved = try branches.branch(branch)
      } else {
        let name = try branch.flatMap(branches.branch)?.name ?? Branch.mainName
        moved = try branches.insertDiverted(
          from: name, conversation: conversation, named: message.id.shortID, head: message.key,
          at: now)
        diverted = true
      }
    }
    let turns = TurnRepository(connection: connection)
    guard try turns.end(key, status: status, reply: reply?.key, outcome: outcome, at: now) else {
      throw ChatStoreError.invalidMessage("The turn has ended already.")
    }
    try connection.run("DELETE FROM delta WHERE turn_id = ?1", .integer(key))
    return FinishedTurn(status: status, reply: reply, branch: moved, diverted: diverted)
  }
}
