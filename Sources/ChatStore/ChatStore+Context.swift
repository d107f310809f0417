extension ChatStore {
  /// The window for new messages at the end of a path.
  ///
  /// Only as much of the path is read as fits; the instructions at its beginning are found without
  /// walking it.
  /// - Parameters:
  ///   - base: The last message of the path; nil for none.
  ///   - drafts: The new messages.
  ///   - budget: How many tokens the request may have.
  ///   - counter: What a message costs.
  ///   - strategy: Which exchanges are taken.
  ///   - shortLimit: How many characters are kept of an old tool result, where it is shortened before an
  ///     exchange is left out; nil where none is.
  /// - Returns: The window.
  /// - Throws: `budgetTooSmall` when what must be sent does not fit; `invalidMessage` when the path
  ///   has no user message.
  public func window(
    upTo base: Message?, appending drafts: [MessageDraft], budget: TokenBudget,
    counter: MessageCounter, strategy: ContextStrategy = .summary,
    shortLimit: Int? = nil
  ) throws -> ContextWindow {
    try read { connection in
      var reader = try ContextReader(
        connection: connection, base: base, counter: counter, shortLimit: shortLimit)
      return try reader.window(appending: drafts, budget: budget, strategy: strategy)
    }
  }

  /// The window that asks for a summary of a part of a path, wherever the branch's last window began.
  ///
  /// It has room for all of it, or says that it has not; of its newest exchange it holds as much as a window does.
  /// - Parameters:
  ///   - last: The part's last message.
  ///   - depth: That of its first message.
  ///   - known: What stands for the messages above that, whether it is stored or not.
  ///   - prompt: What is asked.
  ///   - budget: How many tokens the request may have.
  ///   - counter: What a message costs.
  ///   - shortLimit: How many characters are kept of an old tool result; nil where none is shortened.
  /// - Returns: The window.
  /// - Throws: `budgetTooSmall` when its newest exchange does not fit.
  package func window(
    toSummarizeUpTo last: Message, from depth: Int, on known: ContextSummary?,
    asking prompt: MessageDraft, budget: TokenBudget, counter: MessageCounter, shortLimit: Int?
  ) throws -> ContextWindow {
    try read { connection in
      var reader = try ContextReader(
        connection: connection, base: last, counter: counter, shortLimit: shortLimit)
      return try reader.window(
        appending: [prompt], budget: budget, strategy: known == nil ? .sticky : .summary,
        summarizing: PartToSummarize(firstDepth: depth, known: known))
    }
  }

  /// The window that a turn has sent, built again from its plan.
  /// - Parameters:
  ///   - turn: The turn.
  ///   - counter: What a message costs now.
  /// - Returns: The window, and the SHA-256 of the request's body, if that was kept.
  /// - Throws: `invalidMessage` when the plan names messages that are not there any more.
  public func window(
    sentBy turn: Turn, counter: MessageCounter
  ) throws -> (window: ContextWindow, bodySHA256: [UInt8]?) {
    try read { connection in
      let shortening = try ContextReader.shortening(of: turn, in: connection)
      var reader = try ContextReader(
        connection: connection, base: nil, counter: counter, shortLimit: shortening?.limit)
      return try (
        reader.window(sentBy: turn, shortening),
        connection.first("SELECT body_sha256 FROM turn WHERE uuid = ?1", .blob(turn.id.bytes)) {
          try $0.optionalBlob(0)
        } ?? nil
      )
    }
  }
}
