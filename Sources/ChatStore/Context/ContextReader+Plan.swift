extension ContextReader {
  /// A run of messages, as a plan names it.
  private struct Run {
    let first: String
    let last: String
    let count: Int
  }

  /// Which results of tools a turn has sent in short.
  static func shortening(of turn: Turn, in connection: Connection) throws -> Shortening? {
    let plan = try connection.first(
      """
      SELECT json_extract(plan, '$.short'), json_extract(plan, '$.short_depth'),
        json_extract(plan, '$.whole')
      FROM turn WHERE uuid = ?1 AND json_valid(plan)
      """, .blob(turn.id.bytes)
    ) { row in (0..<3).map { row.lossyText($0) } }
    guard let plan, let limit = Int(plan[0]), limit > 0, let depth = Int(plan[1]) else {
      return nil
    }
    let whole = plan[2].split(whereSeparator: { "[\",]".contains($0) })
    return Shortening(
      limit: limit, depth: depth, whole: Set(whole.compactMap { Identifier(String($0)) }))
  }

  /// Builds the window that a turn's plan describes.
  mutating func window(
    sentBy turn: Turn, _ shortening: Shortening?
  ) throws -> ContextWindow {
    let missing = ChatStoreError.invalidMessage(
      "What this turn sent cannot be built again: its plan names messages that are not there.")
    var sent: [ContextMessage] = []
    for run in try runs(of: turn) {
      guard let id = Identifier<Message>(run.last), run.count > 0 else { throw missing }
      let messages = try messages(endingWith: id, count: run.count)
      guard messages.count == run.count, let first = messages.first,
        first.id == Identifier(run.first), first.depth > sent.last?.depth ?? -1
      else { throw missing }
      sent += messages.map { shortening?.sent($0) ?? $0 }
    }
    guard !sent.isEmpty else { throw missing }
    return try window(of: sent, turn, shortening, missing)
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

  private func window(
    of messages: [ContextMessage], _ turn: Turn, _ shortening: Shortening?,
    _ missing: ChatStoreError
  ) throws -> ContextWindow {
    var sent = messages
    let plan = try connection.first(
      """
      SELECT json_extract(plan, '$.limit'), json_extract(plan, '$.reserve'),
        json_extract(plan, '$.cost'), json_extract(plan, '$.left_out'),
        json_extract(plan, '$.strategy'), json_extract(plan, '$.cut'),
        json_extract(plan, '$.summary'), json_extract(plan, '$.summary_index'),
        json_extract(plan, '$.overhead')
      FROM turn WHERE uuid = ?1 AND json_valid(plan)
      """, .blob(turn.id.bytes)
    ) { row in (0..<9).map { row.lossyText($0) } }
    // A plan is what a file says, which may be anything.
    func number(_ index: Int) -> Int {
      min(max(0, plan.flatMap { Int($0[index]) } ?? 0), 1 << 40)
    }
    var summary: SentSummary?
    if let id = plan.flatMap({ Identifier<Summary>($0[6]) }) {
      guard let known = try SummaryRepository(connection: connection).summary(id),
        number(7) <= sent.count
      else { throw missing }
      let index = number(7)
      let others = sent.count { known.depths.contains($0.depth) }
      sent.insert(
        message(known, after: index > 0 ? sent[index - 1].content.role : nil), at: index)
      summary = SentSummary(
        id: known.id, index: index, messageCount: max(0, known.depths.count - others),
        depths: known.depths)
    }
    // Messages are counted as they are now, which an estimate that has learned since does otherwise; the sum is
    // then another one too. Plans did not always say what there is beside them.
    let costs = sent.map(\.cost).reduce(0, +)
    let isOverheadKnown = plan.flatMap { Int($0[8]) } != nil
    let overhead = isOverheadKnown ? number(8) : max(0, number(2) - costs)
    return ContextWindow(
      messages: sent.map(\.content), attachments: sent.map(\.attachments), ids: sent.map(\.id),
      counts: sent.map(\.count), cost: costs + overhead, leftOut: number(3),
      budget: TokenBudget(
        limit: number(0), reserve: number(1), fixedOverhead: overhead),
      strategy: plan.flatMap { ContextStrategy(rawValue: $0[4]) } ?? .recent,
      // Plans of the first version name none; theirs is the last run's.
      cut: plan.flatMap { Identifier($0[5]) } ?? sent.last?.id, summary: summary,
      shortened: Set(sent.lazy.filter(\.isShort).map(\.id)), shortening: shortening,
      shapes: sent.map(\.shape), depths: sent.map(\.depth))
  }
}
