extension ChatStore {
  /// Finds messages that contain every word, newest first.
  ///
  /// Messages that were written since the last search are indexed first; where the store cannot be
  /// written they are searched all the same.
  /// - Parameters:
  ///   - query: What a person typed.
  ///   - limit: How many hits at most.
  ///   - conversation: Where to look; nil for everywhere.
  ///   - filter: In which conversations; the trash is left out unless it is asked for.
  ///   - progress: Called now and then with how many messages are still to be indexed.
  /// - Returns: The hits; none for a query without a word in it.
  /// - Throws: `SearchQueryError` when the query is too long.
  public func search(
    _ query: String, limit: Int = 20, in conversation: Conversation? = nil,
    _ filter: ConversationFilter = ConversationFilter(.kept), progress: (Int64) -> Void = { _ in }
  ) throws -> [SearchHit] {
    let expression = try SearchQuery(query).expression
    guard !expression.isEmpty else { return [] }
    if !database.isReadOnly { try indexWhatFits(progress: progress) }
    return try read { connection in
      let index = SearchIndex(connection: connection)
      var filter = HitFilter(connection: connection, filter: filter)
      var hits: [SearchHit] = []
      if try index.mark() < index.newest() {
        hits = try index.hitsAboveMark(
          expression, limit: limit, conversation: conversation?.key, filter: &filter)
      }
      let indexed = try index.hits(
        expression, limit: limit - hits.count, conversation: conversation?.key, filter: &filter)
      return hits + indexed
    }
  }

  /// Makes the search index anew out of the messages, after `examine` found it damaged.
  /// - Parameter progress: Called now and then with how many messages are still to be indexed.
  /// - Throws: `ChatStoreError`.
  public func rebuildSearchIndex(progress: (Int64) -> Void = { _ in }) throws {
    try write { try SearchIndex(connection: $0).clear() }
    try indexPending(progress: progress)
  }

  /// Indexes as long as there is space for it; what is not indexed is searched all the same.
  /// - Returns: Whether there was space for everything.
  @discardableResult func indexWhatFits(progress: (Int64) -> Void = { _ in }) throws -> Bool {
    do {
      try indexPending(progress: progress)
      return true
    } catch let error as ChatStoreError where error.isOfSpace {
      return false
    }
  }

  /// Indexes every message above the mark, a batch a transaction.
  func indexPending(progress: (Int64) -> Void = { _ in }) throws {
    while true {
      let left = try read { connection in
        let index = SearchIndex(connection: connection)
        return try index.newest().subtractingReportingOverflow(index.mark()).partialValue
      }
      guard left > 0 else { return }
      progress(left)
      let found = try write { try SearchIndex(connection: $0).indexBatch() }
      guard found else { return }
    }
  }
}
