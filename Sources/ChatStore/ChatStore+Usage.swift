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
  /// - Throws: `ChatStoreError`.
  public func usage(
    by grouping: UsageGrouping, from first: String? = nil, through last: String? = nil,
    in conversation: Conversation? = nil
  ) throws -> UsageReport {
    try read { connection in
      let reader = UsageReader(
        connection: connection, first: first ?? "", last: last ?? UsageReader.afterEveryDay,
        conversation: conversation?.key)
      return try reader.report(by: grouping)
    }
  }
}
