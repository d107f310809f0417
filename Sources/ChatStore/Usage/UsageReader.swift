/// Reads the sums of turns into a report.
struct UsageReader {
  let connection: Connection
  let first: String
  let last: String
  let conversation: Int64?

  /// Sorts after every digit, so that a report without an end is a range of the tables too.
  static let afterEveryDay = "~"

  func report(by grouping: UsageGrouping) throws -> UsageReport {
    switch grouping {
    case .day: try timed { $0.day }
    case .week: try timed { ISOWeek(day: $0.day)?.text ?? $0.day }
    case .month: try timed { String($0.day.prefix(7)) }
    case .model: try timed { "\($0.provider)/\($0.model)" }
    case .provider: try timed { $0.provider }
    case .conversation: try byConversation()
    case .tag: try byTag()
    case .branch: try byBranch()
    }
  }

  // MARK: By day and model

  private func timed(_ group: (UsageKey) -> String) throws -> UsageReport {
    let parts = try self.parts()
    var rows: [[UInt8]: UsageRow] = [:]
    for part in parts {
      let name = group(part.key)
      rows[Array(name.utf8), default: UsageRow(group: name)].add(part)
    }
    let sorted = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    return UsageReport(rows: sorted, total: Self.total(parts), rowsOverlap: false)
  }

  private static func total(_ parts: [UsageRow.Part]) -> UsageRow {
    parts.reduce(into: UsageRow(group: "total")) { $0.add($1) }
  }

  /// The sums by day and model.
  private func parts() throws -> [UsageRow.Part] {
    guard conversation == nil else { return try conversations().map(\.part) }
    return try connection.all(
      """
      SELECT day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_day WHERE day BETWEEN ?1 AND ?2
      """, .text(first), .text(last)
    ) { try Self.part($0, from: 0) }
  }

  private static func part(_ row: borrowing Row, from column: Int32) throws -> UsageRow.Part {
    UsageRow.Part(
      key: UsageKey(
        day: try row.text(column), provider: try row.text(column + 1),
        model: try row.text(column + 2)),
      sums: try UsageSums(row, from: column + 3))
  }

  // MARK: By conversation

  private func conversations() throws -> [(conversation: Int64, part: UsageRow.Part)] {
    try connection.all(
      """
      SELECT conversation_id, day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_conversation
      WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR conversation_id = ?3)
      """, .text(first), .text(last), .integer(conversation)
    ) { (try $0.integer(0), try Self.part($0, from: 1)) }
  }

  private func byConversation() throws -> UsageReport {
    let parts = try conversations()
    var rows: [Int64: UsageRow] = [:]
    for (key, part) in parts {
      if rows[key] == nil { rows[key] = try row(of: key) }
      rows[key]?.add(part)
    }
    return UsageReport(
      rows: Self.largestFirst(Array(rows.values)), total: Self.total(parts.map(\.part)),
      rowsOverlap: false)
  }

  private func row(of key: Int64) throws -> UsageRow {
    let conversation = try ConversationRepository(connection: connection).conversation(key)
    return UsageRow(
      group: conversation?.title ?? "", conversation: conversation?.id, isRest: conversation == nil)
  }

  private static func largestFirst(_ rows: [UsageRow]) -> [UsageRow] {
    func order(_ row: UsageRow) -> (Int, String, String) {
      (
        row.sums.prompt.total.addingReportingOverflow(row.sums.completion.total).partialValue,
        row.group, row.conversation?.description ?? ""
      )
    }
    return rows.sorted {
      let (one, two) = (order($0), order($1))
      return one.0 != two.0 ? one.0 > two.0 : (one.1, one.2) < (two.1, two.2)
    }
  }

  // MARK: By tag

  private func byTag() throws -> UsageReport {
    var tags: [Int64: [String]] = [:]
    try connection.forEach("SELECT conversation_id, name FROM conversation_tag") { row in
      tags[try row.integer(0), default: []].append(try row.text(1))
      return true
    }
    let parts = try conversations()
    var rows: [[UInt8]: UsageRow] = [:]
    for (key, part) in parts {
      // No tag is empty.
      for tag in tags[key] ?? [""] {
        rows[Array(tag.utf8), default: UsageRow(group: tag, isRest: tag.isEmpty)].add(part)
      }
    }
    let overlap = parts.contains { tags[$0.conversation]?.count ?? 0 > 1 }
    return UsageReport(
      rows: Self.largestFirst(Array(rows.values)), total: Self.total(parts.map(\.part)),
      rowsOverlap: overlap)
  }

  // MARK: By branch

  /// A row for each branch that is not in the trash: the turns of the messages from the root to its head;
  /// and one for the turns that are on none.
  private func byBranch() throws -> UsageReport {
    let parts = try conversations()
    var rows: [UsageRow] = []
    var rest = UsageRow(group: "", isRest: true)
    for (key, parts) in Dictionary(grouping: parts, by: \.conversation).sorted(by: {
      $0.key < $1.key
    }) {
      guard let conversation = try ConversationRepository(connection: connection).conversation(key)
      else {
        for part in parts { rest.add(part.part) }
        continue
      }
      let branches = try BranchRepository(connection: connection).branches(of: key)
      let tree = try UsageTree(
        of: key, heads: branches.compactMap(\.headKey), from: first, through: last, in: connection)
      for branch in branches {
        guard let head = branch.headKey else { continue }
        var row = UsageRow(
          group: "\(conversation.id.shortID.shown):\(branch.name)", conversation: conversation.id)
        for part in tree.parts(upTo: head) { row.add(part) }
        if row.sums.turns > 0 { rows.append(row) }
      }
      for part in try tree.rest + collected(of: key) { rest.add(part) }
    }
    return UsageReport(
      rows: Self.largestFirst(rows) + (rest.sums.turns > 0 ? [rest] : []),
      total: Self.total(parts.map(\.part)), rowsOverlap: true)
  }

  /// What was collected of a conversation that is there.
  private func collected(of conversation: Int64) throws -> [UsageRow.Part] {
    try connection.all(
      """
      SELECT day, provider, model, replies, partial, failed, prompt_reported, prompt_estimated,
        prompt_new, prompt_resent, completion_reported, completion_estimated, cached_reported,
        reasoning_reported, reasoning_estimated, generated, generation_time, first_tokens
      FROM usage_by_conversation
      WHERE conversation_id = ?1 AND day BETWEEN ?2 AND ?3 AND is_collected = 1
      """, .integer(conversation), .text(first), .text(last)
    ) { try Self.part($0, from: 0) }
  }
}
