extension ChatStore {
  /// The window for new messages at the end of a path.
  ///
  /// Only as much of the path is read as fits; the instructions at its beginning are found without
  /// walking it.
  /// - Parameters:
  ///   - base: The last message of the path; nil for none.
  ///   - drafts: The new messages.
  ///   - budget: How many tokens the request may have.
  ///   - cost: What a message costs.
  /// - Returns: The window.
  /// - Throws: `budgetTooSmall` when what must be sent does not fit; `invalidMessage` when the path
  ///   has no user message.
  public func window(
    upTo base: Message?, appending drafts: [MessageDraft], budget: TokenBudget, cost: MessageCost
  ) throws -> ContextWindow {
    try read { connection in
      let repository = MessageRepository(connection: connection)
      let stored = AttachmentRepository(connection: connection)
      let below = base.map { $0.depth &+ 1 } ?? 0
      let new = try drafts.enumerated().map { index, draft in
        let attachments = try stored.attachments(of: draft.content, new: draft.attachments)
        return ContextMessage(
          id: draft.id, content: draft.content, depth: below &+ index,
          cost: cost(draft.content, attachments: attachments), attachments: attachments)
      }
      func context(_ message: Message) throws -> ContextMessage {
        let attachments = try stored.attachments(of: message.content)
        return ContextMessage(
          id: message.id, content: message.content, depth: message.depth,
          cost: cost(message.content, attachments: attachments), attachments: attachments)
      }
      let leading = try leadingInstructions(above: base, in: repository)
      let newLeading = leading.count == (base.map { $0.depth &+ 1 } ?? 0)
      let leadingNew = newLeading ? new.prefix { $0.content.role.isInstruction } : []
      let newest = try newestInstruction(
        base: base, drafts: new[leadingNew.endIndex...], leading: leading, in: repository)
      var path = MessagePath(from: base?.key, in: repository)
      var waiting = new[leadingNew.endIndex...]
      let strategy = RecentStrategy(
        budget: budget, leading: try leading.map(context) + leadingNew,
        newestInstruction: try newest.flatMap { $0.isNew ? $0.draft : try $0.stored.map(context) },
        pinned: try base.map {
          try PinnedExchanges(repository: repository).groups(on: $0).joined()
            .filter { $0.depth >= leading.count }.map(context)
        } ?? [],
        pathLength: (base.map { $0.depth &+ 1 } ?? 0) &+ drafts.count)
      return try strategy.window {
        if let message = waiting.popLast() { return message }
        guard let message = try path.nextOlder(), message.depth >= leading.count else { return nil }
        return try context(message)
      }
    }
  }

  /// The run of system and developer messages at the beginning of a path.
  private func leadingInstructions(
    above base: Message?, in repository: MessageRepository
  ) throws -> [Message] {
    guard let base else { return [] }
    var run: [Message] = []
    while run.count <= base.depth,
      let key = try repository.ancestor(of: base.key, atDepth: run.count),
      let message = try repository.message(key), message.role.isInstruction
    {
      run.append(message)
    }
    return run
  }

  private func newestInstruction(
    base: Message?, drafts: ArraySlice<ContextMessage>, leading: [Message],
    in repository: MessageRepository
  ) throws -> (isNew: Bool, draft: ContextMessage?, stored: Message?)? {
    if let draft = drafts.last(where: { $0.content.role.isInstruction }) {
      return (true, draft, nil)
    }
    guard let base, let key = try repository.systemKey(atOrAbove: base.key),
      let message = try repository.message(key), message.depth >= leading.count
    else { return nil }
    return (false, nil, message)
  }
}
