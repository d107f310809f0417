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
    try window(
      upTo: base, appending: drafts, budget: budget, counter: counter, strategy: strategy,
      shortLimit: shortLimit, summary: nil)
  }

  /// The same with a summary that is not stored yet.
  package func window(
    upTo base: Message?, appending drafts: [MessageDraft], budget: TokenBudget,
    counter: MessageCounter, strategy: ContextStrategy, shortLimit: Int?,
    summary: ContextSummary?
  ) throws -> ContextWindow {
    try read { connection in
      var reader = try ContextReader(
        connection: connection, base: base, counter: counter, shortLimit: shortLimit)
      return try reader.window(
        appending: drafts, budget: budget, strategy: strategy, summary: summary)
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
