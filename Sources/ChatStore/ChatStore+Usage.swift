extension ChatStore {
  /// Reports what the turns cost that have ended, in tokens and time.
  ///
  /// Turns whose messages were collected as garbage count on, under conversations that are not there any
  /// more: what they cost is spent. Turns that still run are not counted yet.
  /// - Parameters:
  ///   - grouping: What there is a row for.
  ///   - first: The first local day, `YYYY-MM-DD`; nil for the beginning.
  ///   - last: The last local day; nil for the end.
  ///   - conversation: The only conversation that counts; nil for all.
  /// - Returns: The report; without rows for days without a turn.
  /// - Throws: `damagedSums` when the sums have to be made anew first.
  public func usage(
    by grouping: UsageGrouping, from first: String? = nil, through last: String? = nil,
    in conversation: Conversation? = nil
  ) throws -> UsageReport {
    do {
      return try read { connection in
        let reader = UsageReader(
          connection: connection, first: first ?? "", last: last ?? UsageReader.afterEveryDay,
          conversation: conversation?.key)
        let report = try reader.report(by: grouping)
        if report.rows.isEmpty, first == nil, last == nil, try hasEnded(conversation, connection) {
          throw ChatStoreError.damagedSums(path: path)
        }
        return report
      }
    } catch let ChatStoreError.database(_, error) where error.isGeneral || error.isMismatch {
      throw ChatStoreError.damagedSums(path: path)
    }
  }

  /// Whether a turn has ended, so that there must be sums.
  private func hasEnded(_ conversation: Conversation?, _ connection: Connection) throws -> Bool {
    try connection.first(
      """
      SELECT EXISTS (
        SELECT 1 FROM turn WHERE status <> 'running' AND (?1 IS NULL OR conversation_id = ?1))
      """, .integer(conversation?.key)
    ) { try $0.integer(0) } == 1
  }
}
