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
  /// - Throws: `invalidMessage` when there is nothing to send, or another process is about to answer it;
  ///   `inTrash`, `otherConversation`, `branchExists`, `branchNotFound` and `invalidBranchName` for a
  ///   place that cannot be;
  ///   `inputOutput` when the turn cannot be locked.
  public func beginTurn(
    _ request: TurnRequest, appending drafts: [MessageDraft], at place: TurnPlace
  ) throws -> RunningTurn {
    try write(.full) { connection in
      let now = clock()
      let (placement, operation) = try self.place(drafts, at: place, time: now, in: connection)
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
      // A further reply to a message takes the place of the branch's head, whatever that is.
      let movesFrom = placement.messages.isEmpty ? placement.branch.headKey : head
      let key = try turns.begin(
        request, id: id, conversation: placement.conversation.key, base: base, head: head,
        branch: placement.branch.key, movesFrom: movesFrom == head ? nil : movesFrom,
        operation: operation.key, at: now)
      try TokenCountRepository(connection: connection).keep(request.counted)
      return try run(key, id, head: head, placement)
    }
  }

  /// Holds a turn's lock before anybody can see it, so that nobody takes it for dead; part of a larger
  /// transaction.
  func run(
    _ key: Int64, _ id: Identifier<Turn>, head: Int64, _ placement: Placement
  ) throws -> RunningTurn {
    if let locks, !locks.take(key) {
      throw ChatStoreError.inputOutput(path: path + "-live", reason: "the turn's lock is taken")
    }
    own.insert(key)
    return RunningTurn(
      id: id, key: key, headKey: head, placement: placement, own: own, locks: locks)
  }

  /// The same at the end of a branch.
  public func beginTurn(
    _ request: TurnRequest, appending drafts: [MessageDraft], at point: ContinuationPoint
  ) throws -> RunningTurn {
    try beginTurn(request, appending: drafts, at: .branch(point))
  }

  /// Stores new messages without sending anything.
  /// - Throws: As `beginTurn(_:appending:at:)`.
  public func append(_ drafts: [MessageDraft], at place: TurnPlace) throws -> Placement {
    try writeMessages(.full) { connection in
      let (placement, operation) = try self.place(drafts, at: place, time: clock(), in: connection)
      try operation.dropIfEmpty()
      return placement
    }
  }

  /// The same at the end of a branch.
  public func append(
    _ drafts: [MessageDraft], at point: ContinuationPoint
  ) throws -> Placement {
    try append(drafts, at: .branch(point))
  }

  /// Adds pieces of a reply to its running turn; they survive the death of this process.
  ///
  /// - Parameters:
  ///   - deltas: The pieces.
  ///   - turn: The turn.
  ///   - sequence: How many pieces it has already.
  ///   - reason: Why the turn cannot be ended now, for whoever recovers it.
  /// - Throws: `ChatStoreError`.
  public func append(
    _ deltas: [Delta], to turn: RunningTurn, from sequence: Int, because reason: String? = nil
  ) throws {
    try write { connection in
      if let reason {
        try connection.run(
          "UPDATE turn SET error = ?2 WHERE id = ?1 AND status = 'running'", .integer(turn.key),
          .text(reason))
      }
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
    let finished = try writeMessages(.full) { connection in
      try end(turn.key, status: outcome.status, outcome: outcome, in: connection)
    }
    turn.release()
    return finished
  }

  /// The turn whose model and parameters are those in use.
  ///
  /// It is the newest on the way up from a message; where nothing was sent there, the newest of the
  /// conversation that is not in the trash.
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - message: Where the way up begins; nil for the whole conversation.
  /// - Returns: The turn; nil when nothing was ever sent.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func newestTurn(
    of conversation: Conversation, upTo message: Message? = nil
  ) throws -> Turn? {
    try read { connection in
      let turns = TurnRepository(connection: connection)
      return try message.flatMap { try turns.newest(upTo: $0.key) }
        ?? turns.newest(of: conversation.key)
    }
  }

  /// The turn that made a reply; nil for a message that no model call made.
  public func turn(making message: Message) throws -> Turn? {
    try read { try TurnRepository(connection: $0).making(reply: message.key) }
  }

  /// The newest turn that continued a message; nil when it was never sent.
  public func newestTurn(continuing message: Message) throws -> Turn? {
    try read { try TurnRepository(connection: $0).newest(continuing: message.key) }
  }
}
