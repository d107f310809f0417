extension ChatStore {
  /// Sums the tokens of all turns, one row a group, in the group's order.
  ///
  /// A turn that failed counts as a turn, but what was estimated for its request was never used. Turns
  /// whose messages were collected as garbage count on: what they cost is spent.
  /// - Parameters:
  ///   - grouping: What there is a row for.
  ///   - first: The first local day, `YYYY-MM-DD`; nil for the beginning.
  ///   - last: The last local day; nil for the end.
  /// - Returns: The rows; none for days without a turn.
  /// - Throws: `ChatStoreError`.
  public func usage(
    by grouping: UsageGrouping, from first: String? = nil, through last: String? = nil
  ) throws -> [UsageRow] {
    try read { connection in
      switch grouping {
      case .day:
        try connection.all(
          """
          SELECT day, total(turns), total(incomplete), total(prompt_reported),
            total(prompt_estimated), total(completion_reported), total(completion_estimated),
            total(cached_reported), total(reasoning_reported)
          FROM (
            SELECT day, count(*) AS turns,
              total(status NOT IN ('complete', 'running')) AS incomplete,
              total(prompt_reported) AS prompt_reported,
              total(iif(prompt_reported IS NULL AND status <> 'failed', prompt_estimated, 0))
                AS prompt_estimated,
              total(completion_reported) AS completion_reported,
              total(iif(completion_reported IS NULL, completion_estimated, 0))
                AS completion_estimated,
              total(cached_reported) AS cached_reported,
              total(reasoning_reported) AS reasoning_reported
            FROM turn INDEXED BY turn_usage WHERE day BETWEEN ?1 AND ?2 GROUP BY day
            UNION ALL
            SELECT day, turns, incomplete, prompt_reported, prompt_estimated,
              completion_reported, completion_estimated, cached_reported, reasoning_reported
            FROM collected_usage WHERE day BETWEEN ?1 AND ?2
          )
          GROUP BY day ORDER BY day
          """, .text(first ?? ""), .text(last ?? Self.afterEveryDay), read: Self.readUsage)
      case .model:
        try connection.all(
          """
          SELECT provider || '/' || model, total(turns), total(incomplete), total(prompt_reported),
            total(prompt_estimated), total(completion_reported), total(completion_estimated),
            total(cached_reported), total(reasoning_reported)
          FROM (
            SELECT provider, model, count(*) AS turns,
              total(status NOT IN ('complete', 'running')) AS incomplete,
              total(prompt_reported) AS prompt_reported,
              total(iif(prompt_reported IS NULL AND status <> 'failed', prompt_estimated, 0))
                AS prompt_estimated,
              total(completion_reported) AS completion_reported,
              total(iif(completion_reported IS NULL, completion_estimated, 0))
                AS completion_estimated,
              total(cached_reported) AS cached_reported,
              total(reasoning_reported) AS reasoning_reported
            FROM turn INDEXED BY turn_usage WHERE day BETWEEN ?1 AND ?2 GROUP BY provider, model
            UNION ALL
            SELECT provider, model, turns, incomplete, prompt_reported, prompt_estimated,
              completion_reported, completion_estimated, cached_reported, reasoning_reported
            FROM collected_usage WHERE day BETWEEN ?1 AND ?2
          )
          GROUP BY provider, model ORDER BY provider, model
          """, .text(first ?? ""), .text(last ?? Self.afterEveryDay), read: Self.readUsage)
      }
    }
  }

  /// Sorts after every digit, so that a report without an end is a range of the index too.
  private static let afterEveryDay = "~"

  private static func readUsage(_ row: borrowing Row) throws -> UsageRow {
    // `total` adds up as floating point, which is exact below 2^53 and cannot overflow as `sum` can.
    func sum(_ column: Int32) -> Int { Int(exactly: row.real(column).rounded()) ?? .max }
    return UsageRow(
      group: try row.text(0), turns: sum(1), incomplete: sum(2),
      prompt: .init(reported: sum(3), estimated: sum(4)),
      completion: .init(reported: sum(5), estimated: sum(6)), cached: sum(7), reasoning: sum(8))
  }
}
