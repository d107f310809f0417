import ChatTokens

extension ChatStore {
  /// Turns the flushed pieces of replies whose process died into messages with the status `lost`.
  ///
  /// The first write of a process does this by itself. A turn whose sender lives is never touched.
  /// - Returns: How many turns were recovered.
  @discardableResult public func recoverLostTurns() throws -> Int {
    try checkWritable()
    let running = try read { try TurnRepository(connection: $0).running() }
    var recovered = 0
    var failure: (any Error)?
    for key in running where isDead(key) {
      do {
        let done = try Self.wrapping(path) {
          try writeWithoutRecovery(.full) { try recover(key, in: $0) }
        }
        if done { recovered += 1 }
      } catch {
        // One turn that is damaged does not keep the others from being recovered.
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return recovered
  }

  private func isDead(_ key: Int64) -> Bool {
    guard !isOwn(key) else { return false }
    return locks.map { !$0.isHeldElsewhere(key) } ?? false
  }

  func isOwn(_ key: Int64) -> Bool { own.contains(key) }

  private func recover(_ key: Int64, in connection: Connection) throws -> Bool {
    let turns = TurnRepository(connection: connection)
    // Asked again under the write lock: its sender may have ended it since, or another process
    // may have recovered it.
    guard let turn = try turns.turn(key), turn.status == .running, isDead(key) else { return false }
    let deltas = try connection.all(
      "SELECT field, item, value FROM delta WHERE turn_id = ?1 ORDER BY sequence", .integer(key)
    ) { Delta(field: try $0.text(0), item: try $0.text(1), value: try $0.text(2)) }
    // What is there of a summary is none, and nothing may stand in its place.
    let reply = turn.kind == .reply ? MessageContent(joining: deltas.compactMap(\.self)) : nil
    // Its sender may have been able to say what kept it from ending the turn.
    let error =
      turn.error
      ?? (reply == nil
        ? "The process ended, or could not write, before any of the reply was stored."
        : "The process ended, or could not write, before the whole reply was stored.")
    _ = try end(
      key, status: .lost,
      outcome: TurnOutcome(reply: reply, error: error, usage: Usage(estimating: reply)),
      in: connection)
    return true
  }
}

extension Usage {
  /// What convo estimates of a reply whose endpoint had no time to report.
  fileprivate init(estimating reply: MessageContent?) {
    self.init()
    guard let reply else { return }
    let tokenizer = ApproximateTokenizer()
    let words =
      [reply.text, reply.refusal ?? ""] + reply.toolCalls.flatMap { [$0.name, $0.arguments] }
    let thought = reply.reasoning.map { tokenizer.count($0).expected } ?? 0
    let said = words.map { tokenizer.count($0).expected }.reduce(0, +)
    completion.estimated = said + thought
    reasoning.estimated = thought > 0 ? thought : nil
  }
}
