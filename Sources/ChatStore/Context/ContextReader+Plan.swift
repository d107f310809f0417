extension ContextReader {
  /// A run of messages, as a plan names it.
  private struct Run {
    let first: String
    let last: String
    let count: Int
  }

  /// Builds the window that a turn's plan describes.
  mutating func window(sentBy turn: Turn) throws -> ContextWindow {
    let missing = ChatStoreError.invalidMessage(
      "What this turn sent cannot be built again: its plan names messages that are not there.")
    var sent: [ContextMessage] = []
    for run in try runs(of: turn) {
      guard let id = Identifier<Message>(run.last), run.count > 0 else { throw missing }
      let messages = try messages(endingWith: id, count: run.count)
      guard messages.count == run.count, let first = messages.first,
        first.id == Identifier(run.first), first.depth > sent.last?.depth ?? -1
      else { throw missing }
      sent += messages
    }
    guard !sent.isEmpty else { throw missing }
    return try window(of: sent, turn)
  }

  private func runs(of turn: Turn) throws -> [Run] {
    try connection.all(
      """
      SELECT json_extract(run.value, '$[0]'), json_extract(run.value, '$[1]'),
        json_extract(run.value, '$[2]')
      FROM turn,
        json_each(iif(json_valid(turn.plan), turn.plan, '{"runs":[]}'), '$.runs') AS run
      WHERE turn.uuid = ?1 AND run.type = 'array' ORDER BY run.key
      """, .blob(turn.id.bytes)
    ) { Run(first: $0.lossyText(0), last: $0.lossyText(1), count: Int($0.lossyText(2)) ?? 0) }
  }

  private func window(of sent: [ContextMessage], _ turn: Turn) throws -> ContextWindow {
    let plan = try connection.first(
      """
      SELECT json_extract(plan, '$.limit'), json_extract(plan, '$.reserve'),
        json_extract(plan, '$.cost'), json_extract(plan, '$.left_out'),
        json_extract(plan, '$.strategy'), json_extract(plan, '$.cut')
      FROM turn WHERE uuid = ?1 AND json_valid(plan)
      """, .blob(turn.id.bytes)
    ) { row in (0..<6).map { row.lossyText($0) } }
    // A plan is what a file says, which may be anything.
    func number(_ index: Int) -> Int {
      min(max(0, plan.flatMap { Int($0[index]) } ?? 0), 1 << 40)
    }
    let cost = number(2)
    let messages = sent.map(\.cost).reduce(0, +)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      counts: sent.map(\.count), cost: cost, leftOut: number(3),
      budget: TokenBudget(
        limit: number(0), reserve: number(1), fixedOverhead: max(0, cost - messages)),
      strategy: plan.flatMap { ContextStrategy(rawValue: $0[4]) } ?? .recent,
      // Plans of the first version name none; theirs is the last run's.
      cut: plan.flatMap { Identifier($0[5]) } ?? sent.last?.id, depths: sent.map(\.depth))
  }
}
