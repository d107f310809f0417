extension ChatStore {
  /// The summaries of a conversation that are not undone, the newest first.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func summaries(of conversation: Conversation) throws -> [Summary] {
    try read { try SummaryRepository(connection: $0).summaries(of: conversation.key) }
  }

  /// A summary of a conversation.
  /// - Throws: `ChatStoreError.invalidMessage` when it is not there.
  package func summary(
    _ id: Identifier<Summary>, of conversation: Conversation
  ) throws -> Summary {
    guard let summary = try summaries(of: conversation).first(where: { $0.id == id }) else {
      throw ChatStoreError.invalidMessage("The summary is not there any more.")
    }
    return summary
  }

  /// The summary that windows send which end at a message: the newest of which all messages are above it.
  /// - Returns: Its identity; nil where there is none.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func summaryInUse(above head: Message) throws -> Identifier<Summary>? {
    try read { try SummaryRepository(connection: $0).newest(above: head)?.id }
  }

  /// The newest summary above a message that ends further up than that.
  package func summary(endingAbove head: Message) throws -> ContextSummary? {
    try read { try SummaryRepository(connection: $0).newest(above: head, upTo: head.depth - 1) }
  }

  /// What a summary would stand for: everything up to a message, but the instructions at the beginning and
  /// the newest exchanges.
  /// - Parameters:
  ///   - head: The message.
  ///   - count: How many exchanges stay as they are.
  /// - Returns: The first and the last message; nil where nothing is left.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  package func messagesToSummarize(
    upTo head: Message, keeping count: Int
  ) throws -> (first: Message, last: Message)? {
    try read { connection in
      let messages = MessageRepository(connection: connection)
      var path = MessagePath(from: head.key, in: messages)
      var last: Message? = try path.nextOlder()
      var kept = 0
      while kept < count, let message = last {
        if message.role == .user { kept += 1 }
        last = try path.nextOlder()
      }
      let leading = try InstructionReader(connection: connection).instructions(above: head).leading
      guard let last, last.depth >= leading.count,
        let key = try messages.ancestor(of: last.key, atDepth: leading.count),
        let first = try messages.message(key)
      else { return nil }
      return (first, last)
    }
  }

  /// The last message of the newest exchange that ends above a message, at a depth or above it, but below
  /// another depth.
  package func endOfExchange(
    above head: Message, upTo depth: Int, below end: Int
  ) throws -> Message? {
    try read { connection in
      let messages = MessageRepository(connection: connection)
      guard depth < head.depth, depth > end,
        let key = try messages.ancestor(of: head.key, atDepth: depth + 1)
      else { return nil }
      var path = MessagePath(from: key, in: messages)
      while let message = try path.nextOlder(), message.depth > end + 1 {
        if message.role == .user { return try message.parentKey.flatMap(messages.message) }
      }
      return nil
    }
  }

  /// Stores a running turn that asks for a summary, before the first byte leaves; no branch will move.
  /// - Throws: `inTrash` when the messages lie there; `inputOutput` when the turn cannot be locked.
  package func beginSummary(
    _ request: TurnRequest, of last: Message, in conversation: Conversation, on branch: Branch
  ) throws -> RunningTurn {
    try write(.full) { connection in
      let now = clock()
      try checkNotInTrash(conversation.key, message: last.key, in: connection)
      let id = Identifier<Turn>(at: now)
      let key = try TurnRepository(connection: connection).begin(
        request, id: id, conversation: conversation.key, base: nil, head: last.key, branch: nil,
        movesFrom: nil, operation: nil, at: now)
      try TokenCountRepository(connection: connection).keep(request.counted)
      return try run(
        key, id, head: last.key,
        Placement(conversation: conversation, messages: [], branch: branch, diverted: false))
    }
  }

  /// Ends a turn that asked for a summary.
  ///
  /// - Parameters:
  ///   - turn: The turn.
  ///   - outcome: How it ended; its reply is not stored.
  ///   - summaries: What is stored with it, in the order in which they were made, as one operation.
  /// - Throws: `invalidMessage` when it has ended before.
  package func finishSummary(
    _ turn: RunningTurn, _ outcome: TurnOutcome, storing summaries: [SummaryDraft]
  ) throws {
    try write(.full) { connection in
      let now = clock()
      guard
        try TurnRepository(connection: connection).end(
          turn.key, status: outcome.status, reply: nil, outcome: outcome, at: now)
      else { throw ChatStoreError.invalidMessage("The turn has ended already.") }
      guard let last = summaries.last?.last else { return }
      let repository = SummaryRepository(connection: connection)
      let operation = try OperationLog(
        .compact, in: last.conversationKey, origin: origin, at: now, connection: connection)
      for summary in summaries {
        try checkNotInTrash(
          summary.last.conversationKey, message: summary.last.key, in: connection)
        try repository.insert(summary, madeBy: operation.key, at: now)
      }
    }
    turn.release()
  }
}
