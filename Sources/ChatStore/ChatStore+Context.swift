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
  /// - Returns: The window.
  /// - Throws: `budgetTooSmall` when what must be sent does not fit; `invalidMessage` when the path
  ///   has no user message.
  public func window(
    upTo base: Message?, appending drafts: [MessageDraft], budget: TokenBudget,
    counter: MessageCounter, strategy: ContextStrategy = .sticky
  ) throws -> ContextWindow {
    try read { connection in
      var reader = try ContextReader(connection: connection, base: base, counter: counter)
      return try reader.window(appending: drafts, budget: budget, strategy: strategy)
    }
  }
}
