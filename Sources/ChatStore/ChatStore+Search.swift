extension ChatStore {
  /// Finds messages.
  ///
  /// What was written since the last search is indexed first; where the store cannot be written, or
  /// somebody else is writing it, it is searched all the same.
  /// - Parameters:
  ///   - query: What a person typed.
  ///   - options: Which hits, and how many.
  ///   - progress: Called now and then with how many messages are still to be indexed.
  /// - Returns: The hits; none for a query without a term in it.
  /// - Throws: `damagedIndex` when the index has to be made anew first.
  public func search(
    _ query: SearchQuery, _ options: SearchOptions = SearchOptions(),
    progress: (Int64) -> Void = { _ in }
  ) throws -> [SearchHit] {
    guard !query.isEmpty else { return [] }
    return try searching(progress) { connection in
      var request = try request(query, options, in: connection)
      let index = SearchIndex(connection: connection)
      request.weighs = try index.mark() >= index.newest()
      func hits(_ index: SearchIndex) throws -> [SearchHit] {
        switch options.order {
        case .newest: try index.newest(request, limit: options.limit)
        case .relevance: try index.best(request, limit: options.limit)
        }
      }
      let backlog = try BacklogIndex(connection: connection).read(hits) ?? []
      var found = try hits(index)
      if !backlog.isEmpty {
        // The places of the backlog are none of the index's.
        found = (backlog + found).sorted {
          ($0.score, $0.createdAt, $0.key) > ($1.score, $1.createdAt, $1.key)
        }
      }
      var places = BranchFinder(connection: connection)
      return try found.prefix(max(0, options.limit)).map { hit in
        var hit = hit
        hit.branch = try places.branch(of: hit.key, in: hit.conversationKey)
        return hit
      }
    }
  }

  /// Counts the messages that a search finds without a limit.
  /// - Parameters:
  ///   - query: What a person typed.
  ///   - options: Which hits; their order and limit do not matter.
  ///   - progress: As for `search`.
  /// - Returns: How many messages there are.
  /// - Throws: As `search`.
  public func countHits(
    _ query: SearchQuery, _ options: SearchOptions = SearchOptions(),
    progress: (Int64) -> Void = { _ in }
  ) throws -> Int {
    guard !query.isEmpty else { return 0 }
    return try searching(progress) { connection in
      let request = try request(query, options, in: connection)
      let backlog = try BacklogIndex(connection: connection).read { try $0.count(request) } ?? 0
      return try SearchIndex(connection: connection).count(request) + backlog
    }
  }

  /// The keys of the conversations in which a search finds something.
  func conversationsFound(
    _ query: SearchQuery, _ options: SearchOptions, _ progress: (Int64) -> Void
  ) throws -> Set<Int64> {
    try searching(progress) { connection in
      let request = try request(query, options, in: connection)
      let backlog = try BacklogIndex(connection: connection).read { try $0.conversations(request) }
      return try SearchIndex(connection: connection).conversations(request).union(backlog ?? [])
    }
  }

  /// Makes the search index anew out of the messages, after `examine` found it damaged.
  /// - Parameter progress: Called now and then with how many messages are still to be indexed.
  /// - Throws: `ChatStoreError`.
  public func rebuildSearchIndex(progress: (Int64) -> Void = { _ in }) throws {
    try write { try SearchTables(connection: $0).make() }
    try indexPending(progress: progress)
  }

  // MARK: Asking

  private func searching<Result>(
    _ progress: (Int64) -> Void, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try sayingIndexIsDamaged {
      if !database.isReadOnly { try catchUp(progress) }
      let (result, isUnmerged) = try read { connection in
        if try SearchIndex(connection: connection).isEmptied() {
          throw SQLiteError.ofSearchIndex("search_slot is empty")
        }
        let unmerged = try SearchIndexer(connection: connection).unmerged()
        return (try body(connection), unmerged >= SearchIndexer.fewUnmerged)
      }
      // For the next search: this one has its answer.
      if isUnmerged, !database.isReadOnly { try? mergeIfFree() }
      return result
    }
  }

  /// Says what to do where the index is the trouble.
  func sayingIndexIsDamaged<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let ChatStoreError.database(path, error) where error.isOfSearchIndex {
      throw ChatStoreError.damagedIndex(path: path)
    }
  }

  private func request(
    _ query: SearchQuery, _ options: SearchOptions, in connection: Connection
  ) throws -> SearchRequest {
    var query = query
    query.require(tags: options.filter.tags)
    let facets = SearchFacets(
      connection: connection, conversations: options.references.mapValues(\.key))
    let now = clock()
    var request = SearchRequest(
      expression: "",
      after: query.after.map { $0.moment(now: now) }.max() ?? Timestamp(milliseconds: .min),
      before: query.before.map { $0.moment(now: now) }.min() ?? Timestamp(milliseconds: .max),
      filter: options.filter, columns: options.columns, now: now)
    request.hasPrefix = query.hasPrefix
    let tags = try query.takeTags(where: facets.areMany(for:))
    for name in tags.required {
      request.required.append(try facets.conversations(tagged: name))
      request.end = min(request.end, try facets.lastUse(tagged: name) ?? request.end)
    }
    for name in tags.excluded {
      request.excluded.formUnion(try facets.conversations(tagged: name))
    }
    let scopes =
      options.scopes ?? (query.wantsToolMessages ? [.content, .results] : [.content])
    request.expression = try SearchExpression(scopes: scopes, facets: facets).text(of: query)
    if let conversation = options.conversation {
      let word = SearchExpression.quoted(SearchFacets.word(conversation: conversation.key))
      request.expression = "(\(request.expression)) AND facets : \(word)"
    }
    return request
  }

  // MARK: Indexing

  /// Indexes what waits, unless somebody else is writing: then it is searched without being indexed.
  private func catchUp(_ progress: (Int64) -> Void) throws {
    let left = try read { try SearchIndex(connection: $0).waiting() }
    guard left > 0 else { return }
    // To search a whole store without its index takes longer than to wait for it.
    guard left <= Int64(SearchIndexer.batch) else {
      try indexWhatFits(progress: progress)
      return
    }
    progress(left)
    try indexIfFree()
  }

  /// Indexes a batch as long as nobody else is writing and there is space for it.
  func indexIfFree() throws {
    do {
      _ = try sayingIndexIsDamaged {
        try Self.wrapping(path) {
          try database.writeIfFree { connection in
            guard try Migrator.version(of: connection) == Migration.count else { return false }
            return try SearchIndexer(connection: connection).indexWaiting()
          }
        }
      }
    } catch let error as ChatStoreError where error.isOfSpace {}
  }

  /// Merges a bounded piece of the index as long as nobody else is writing.
  private func mergeIfFree() throws {
    _ = try database.writeIfFree { connection in
      guard try Migrator.version(of: connection) == Migration.count else { return }
      try SearchIndexer(connection: connection).mergeWaiting()
    }
  }

  /// Writes messages in one transaction, and indexes a batch after it when so many of them wait.
  func writeMessages<Result>(
    _ durability: Database.Durability = .normal, _ body: (Connection) throws -> Result
  ) throws -> Result {
    var isDue = false
    let result = try write(durability) { connection in
      let result = try body(connection)
      // What is wrong with the index is no reason not to keep a message.
      isDue = (try? SearchIndexer(connection: connection).isDue()) ?? false
      return result
    }
    if isDue { try? indexIfFree() }
    return result
  }

  /// Indexes as long as there is space for it and others let it in; what is not indexed is searched all the same.
  /// - Returns: Whether everything is indexed.
  @discardableResult func indexWhatFits(progress: (Int64) -> Void = { _ in }) throws -> Bool {
    do {
      try indexPending(progress: progress)
      return true
    } catch let error as ChatStoreError where error.isOfSpace {
      return false
    } catch ChatStoreError.database(_, let error) where error.isBusy {
      return false
    }
  }

  /// Indexes every message above the mark, in short transactions.
  func indexPending(progress: (Int64) -> Void = { _ in }) throws {
    try sayingIndexIsDamaged {
      try Self.wrapping(path) { try indexInBulk(progress) }
    }
    while true {
      let left = try sayingIndexIsDamaged {
        try read { try SearchIndex(connection: $0).waiting() }
      }
      guard left > 0 else { return }
      progress(left)
      let found = try sayingIndexIsDamaged {
        try write(.bulk) { try SearchIndexer(connection: $0).indexBatch() }
      }
      guard found else { return }
    }
  }

  /// Indexes a long backlog, or as much of it as is there until somebody else writes.
  private func indexInBulk(_ progress: (Int64) -> Void) throws {
    func isLong() throws -> Bool {
      try read { try SearchIndex(connection: $0).waiting() } >= BulkIndexer.leastWaiting
    }
    guard !path.isEmpty, !database.isReadOnly, try isLong() else { return }
    do {
      let indexer = try BulkIndexer(path: path, check: checkVersion)
      while try indexer.run(progress: progress), try isLong() {
        while try write(.bulk, { try SearchIndexer(connection: $0).mergeMany() }) {}
      }
    } catch let error as SQLiteError where error.isOfScarcity {
      // One connection, and less memory, will do.
    }
  }
}
