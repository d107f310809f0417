extension ChatStore {
  /// The newest operations, newest first.
  /// - Parameters:
  ///   - limit: How many at most.
  ///   - all: Whether those of other origins are among them.
  /// - Returns: The operations, undone ones included.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func operations(limit: Int, all: Bool = false) throws -> [LoggedOperation] {
    try read {
      try OperationRepository(connection: $0).newest(limit: limit, origin: all ? nil : origin)
    }
  }

  /// Reverses an operation: every value becomes again what it was before, and messages that it
  /// inserted are moved to the trash.
  ///
  /// - Parameter number: Which; nil for the newest of this origin that is not undone yet.
  /// - Returns: The operation as it is now, or nil when there is none left.
  /// - Throws: `operationNotFound`, `cannotUndo` when something has changed since then what the operation had changed,
  ///   `busy` while its reply is on its way; nothing is changed then.
  public func undo(_ number: Int64? = nil) throws -> LoggedOperation? {
    _ = try? recoverLostTurns()
    return try write { connection in
      let operations = OperationRepository(connection: connection)
      guard let key = try number ?? operations.newestDone(by: origin) else { return nil }
      let operation = try existing(key, in: operations)
      guard operation.undoneAt == nil else {
        throw ChatStoreError.cannotUndo("Operation \(key) is undone already.")
      }
      let changes = try operations.changes(of: key)
      try checkIdle(operation, changes, in: connection)
      try checkNothingBuilt(on: changes, of: operation, in: operations)
      if operation.kind == .compact { try checkNoSummaryBuilt(on: operation, in: connection) }
      let now = clock()
      try apply(changes.reversed().map(\.reversed), of: operation, at: now, in: connection)
      if let message = operation.messageKey {
        try trash(message, of: operation, at: now, in: connection)
      }
      try checkBranches(of: operation, in: connection)
      try operations.setUndone(key, at: now, by: origin)
      return try operations.operation(key)
    }
  }

  /// Does an operation again that was undone.
  ///
  /// - Parameter number: Which; nil for the one that was undone last, as long as this origin did nothing
  ///   new since.
  /// - Returns: The operation as it is now, or nil when there is none.
  /// - Throws: As `undo(_:)`.
  public func redo(_ number: Int64? = nil) throws -> LoggedOperation? {
    _ = try? recoverLostTurns()
    return try write { connection in
      let operations = OperationRepository(connection: connection)
      guard let key = try number ?? operations.nextUndone(by: origin) else { return nil }
      let operation = try existing(key, in: operations)
      guard operation.undoneAt != nil else {
        throw ChatStoreError.cannotUndo("Operation \(key) is not undone.")
      }
      let changes = try operations.changes(of: key)
      try checkIdle(operation, changes, in: connection)
      try apply(changes, of: operation, at: clock(), in: connection)
      if let message = operation.messageKey {
        try TrashedMessages(connection: connection).set(message, to: .null)
      }
      try checkBranches(of: operation, in: connection)
      try operations.setDone(key)
      return try operations.operation(key)
    }
  }

  private func existing(_ key: Int64, in operations: OperationRepository) throws -> LoggedOperation
  {
    guard let operation = try operations.operation(key) else {
      throw ChatStoreError.operationNotFound(key)
    }
    return operation
  }

  /// Refuses to move messages about while a reply is on its way to one of them, whoever asked for it, and
  /// whatever has a reply of its own on its way.
  private func checkIdle(
    _ operation: LoggedOperation, _ changes: [Change], in connection: Connection
  ) throws {
    let movesMessages = operation.messageKey != nil || changes.contains { $0.field.placesMessages }
    let turns = TurnRepository(connection: connection)
    let isAwaited =
      movesMessages
      ? try turns.isRunning(in: operation.conversationKey) : try turns.isRunning(for: operation.id)
    guard isAwaited else { return }
    throw ChatStoreError.busy(
      "A reply is still on its way in the conversation of operation \(operation.id) "
        + "(\(operation.kind.rawValue)); try again when it has ended.")
  }

  /// Refuses to take along what was added later to a conversation or a branch that an operation made.
  private func checkNothingBuilt(
    on changes: [Change], of operation: LoggedOperation, in operations: OperationRepository
  ) throws {
    for change in changes {
      guard let later = try operations.newest(buildingOn: change, of: operation) else { continue }
      throw ChatStoreError.cannotUndo(
        "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
          + "operation \(later) has added to what it began.")
    }
  }

  /// Refuses to take a summary back that another one was made of.
  private func checkNoSummaryBuilt(
    on operation: LoggedOperation, in connection: Connection
  ) throws {
    let summaries = SummaryRepository(connection: connection)
    guard let later = try summaries.operation(buildingOn: operation.id) else { return }
    throw ChatStoreError.cannotUndo(
      "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
        + "operation \(later) has made another summary of its own.")
  }

  /// Sets each value to its `after`, if it is still its `before`; a time in the trash becomes that of
  /// now.
  private func apply(
    _ changes: [Change], of operation: LoggedOperation, at time: Timestamp,
    in connection: Connection
  ) throws {
    let values = ChangeableValues(connection: connection)
    for change in changes {
      let current = try values.value(of: change.field, change.target, name: change.name)
      let isTime = change.field.isTimeInTrash
      guard isTime ? current.isNull == change.before.isNull : current.isSame(as: change.before)
      else {
        let later = try OperationRepository(connection: connection).newest(changing: change)
          .map { $0 == operation.id ? "" : ", last by operation \($0)" }
        throw ChatStoreError.cannotUndo(
          "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
            + "\(change.field.words) has changed since\(later ?? "").")
      }
      do {
        let after = isTime && !change.after.isNull ? .time(time) : change.after
        try values.set(change.field, change.target, name: change.name, to: after)
      } catch let error as SQLiteError where error.isConstraint && change.field == .branchTrashed {
        throw ChatStoreError.cannotUndo(
          "Operation \(operation.id) stays as it is: there is another branch of that name by now.")
      }
    }
    let repository = ConversationRepository(connection: connection)
    try repository.touch(operation.conversationKey, addedMessages: 0, at: time)
  }

  /// Moves what an operation inserted to the trash, unless it is there for another reason.
  private func trash(
    _ message: Int64, of operation: LoggedOperation, at time: Timestamp, in connection: Connection
  ) throws {
    let mark = try ChangeableValues(connection: connection).value(of: .messageTrashed, message)
    guard mark.isNull else {
      throw ChatStoreError.cannotUndo(
        "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
          + "its message was deleted since.")
    }
    try TrashedMessages(connection: connection).set(message, to: .time(time))
  }

  /// Refuses what would leave a branch that ends in the trash, or a conversation without a branch in
  /// use.
  ///
  /// That cannot come of undoing the newest operation first; it can of picking one.
  private func checkBranches(of operation: LoggedOperation, in connection: Connection) throws {
    let branches = try BranchRepository(connection: connection)
      .branches(of: operation.conversationKey)
    let trash = TrashedMessages(connection: connection)
    for branch in branches {
      guard let head = branch.headKey,
        let mark = try trash.mark(over: head, in: operation.conversationKey)
      else { continue }
      let cause = try cause(.messageTrashed, of: mark, in: connection)
      let reason =
        if let cause, cause.id != operation.id {
          "the end of the branch \(branch.name) is in the trash; convo undo "
            + "\(cause.undoneAt == nil ? "" : "--redo ")\(cause.id) brings it back first."
        } else {
          "the branch \(branch.name) goes on from it."
        }
      throw ChatStoreError.cannotUndo(
        "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: \(reason)")
    }
    let conversation = try ConversationRepository(connection: connection)
      .conversation(operation.conversationKey)
    let active = try ChangeableValues(connection: connection)
      .value(of: .activeBranch, operation.conversationKey)
    guard branches.contains(where: { active.isSame(as: .integer($0.key)) }) else {
      throw ChatStoreError.cannotUndo(
        "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
          + "its branch is the active one; convo switch to another first.")
    }
    guard let conversation,
      conversation.messageCount == 0 || branches.contains(where: { $0.headKey != nil })
    else {
      throw ChatStoreError.cannotUndo(
        "Operation \(operation.id) (\(operation.kind.rawValue)) stays as it is: "
          + "the conversation would be left without a branch.")
    }
  }
}
