/// Reads the full-text index.
///
/// The statements name `message_fts` and `search_slot` without a schema, so that they read the index of
/// the backlog, which has the same names among the temporary tables, while there is one.
struct SearchIndex {
  let connection: Connection
  /// True while the statements read the index of the backlog.
  var isOfBacklog = false

  // MARK: How far it goes

  /// The last message that is in the index.
  /// - Throws: `SQLiteError` of the index when nothing tells.
  func mark() throws -> Int64 {
    let found = try connection.first("SELECT message_id FROM main.search_mark WHERE id = 1") {
      try $0.integer(0)
    }
    guard let found else { throw SQLiteError.ofSearchIndex("search_mark is empty") }
    return found
  }

  /// How many messages are not in the index yet.
  /// - Throws: `SQLiteError` of the index when it claims to have messages that are not there.
  func waiting() throws -> Int64 {
    let (mark, newest) = try (mark(), newest())
    guard mark >= 0, mark <= newest else {
      throw SQLiteError.ofSearchIndex("search_mark is beyond the newest message")
    }
    return newest - mark
  }

  /// Whether it has no message any more although it should.
  func isEmptied() throws -> Bool {
    try connection.first(
      """
      SELECT EXISTS (SELECT 1 FROM message WHERE id <= ?1)
        AND NOT EXISTS (SELECT 1 FROM main.search_slot)
      """, .integer(mark())
    ) { try $0.integer(0) } == 1
  }

  /// The newest message there is.
  func newest() throws -> Int64 {
    try connection.first("SELECT coalesce(max(id), 0) FROM message") { try $0.integer(0) } ?? 0
  }

  /// The row number of a message of a time; nil when it has none.
  func slot(of message: Int64, at time: Timestamp) throws -> Int64? {
    let first = SearchSlot.of(time)
    return try connection.first(
      """
      SELECT slot FROM main.search_slot WHERE message_id = ?1 AND slot BETWEEN ?2 AND ?2 + ?3
      """, .integer(message), .integer(first), .integer(try displacement())
    ) { try $0.integer(0) }
  }

  /// How far above the number of its time a message is at most.
  private func displacement() throws -> Int64 {
    let found = try connection.first("SELECT displacement FROM main.search_mark WHERE id = 1") {
      try $0.integer(0)
    }
    return min(max(0, found ?? 0), SearchSlot.last)
  }

  // MARK: Hits

  /// The newest messages that fit, newest first; of the same moment those that were stored last.
  func newest(_ request: SearchRequest, limit: Int) throws -> [SearchHit] {
    // Where many hits are passed over, only those that are wanted are worth an excerpt.
    if !request.required.isEmpty || !request.excluded.isEmpty {
      return try newestWanted(request, limit: limit)
    }
    var hits: [SearchHit] = []
    var bound = Int64.min
    var isCut = false
    guard limit > 0 else { return hits }
    let filter = try HitFilter(connection: connection, request: request)
    let (first, last) = try slots(of: request)
    try connection.forEach(
      """
      SELECT message.id, conversation.id, conversation.trashed_at IS NOT NULL, message.uuid,
        message.role, message.created_at, conversation.uuid, conversation.title, slot,
        excerpt(message_fts, ?8, iif(message.role = 'tool', '', iif(message.refusal IS NULL,
            message.text, message.text || char(10) || message.refusal)), message.reasoning,
          (SELECT group_concat(name || char(10) || arguments, char(10)) FROM (
            SELECT name, arguments FROM tool_call WHERE message_id = message.id ORDER BY position)),
          iif(message.role = 'tool', message.text, ''))
      FROM message_fts
      JOIN search_slot ON slot = message_fts.rowid
      JOIN message ON message.id = search_slot.message_id
      JOIN conversation ON conversation.id = message.conversation_id
      WHERE message_fts MATCH ?1 AND message_fts.rowid BETWEEN ?2 AND ?3
        AND message.created_at >= ?4 AND message.created_at < ?5
        AND (?6 IS NULL OR (conversation.archived_at IS NOT NULL) = ?6)
        AND (conversation.trashed_at IS NOT NULL) <= ?7
      ORDER BY message_fts.rowid DESC
      """, .text(request.expression), .integer(first), .integer(last), .time(request.after),
      .time(request.before), .flag(request.filter.wantsArchived),
      .flag(request.filter.wantsTrashed), .integer(request.columns)
    ) { row in
      // Below the last hit a newer one may have been displaced; mostly it takes one row to see that none was.
      if hits.count == limit { bound = SearchSlot.of(hits.map(\.createdAt).min() ?? request.now) }
      guard try hits.count < limit || row.integer(8) >= bound else { return false }
      guard hits.count - Self.lookedBelow < limit else {
        isCut = true
        return false
      }
      if try filter.accepts(row) { hits.append(try Self.read(row)) }
      return true
    }
    guard isCut else { return Self.newestFirst(hits, limit) }
    return try displaced(into: Self.newestFirst(Array(hits.prefix(limit)), limit), request, filter)
  }

  /// How many hits below the last one are read with their excerpts to see whether they are newer.
  private static let lookedBelow = 50

  private static func newestFirst(_ hits: [SearchHit], _ limit: Int) -> [SearchHit] {
    Array(hits.sorted { ($0.createdAt, $0.key) > ($1.createdAt, $1.key) }.prefix(limit))
  }

  /// The newest of the hits that were found and of those below them that may be newer, because others of
  /// their time displaced the ones above.
  private func displaced(
    into hits: [SearchHit], _ request: SearchRequest, _ filter: HitFilter
  ) throws -> [SearchHit] {
    guard let oldest = hits.last, let lowest = hits.map(\.slot).min(),
      SearchSlot.of(oldest.createdAt) < lowest
    else { return hits }
    var places = hits.map { (time: $0.createdAt, key: $0.key, slot: $0.slot) }
    try connection.forEach(
      """
      SELECT message.id, conversation.id, conversation.trashed_at IS NOT NULL, message.created_at, slot
      FROM message_fts
      JOIN search_slot ON slot = message_fts.rowid
      JOIN message ON message.id = search_slot.message_id
      JOIN conversation ON conversation.id = message.conversation_id
      WHERE message_fts MATCH ?1 AND message_fts.rowid BETWEEN ?2 AND ?3
        AND (message.created_at, message.id) > (?4, ?5) AND message.created_at < ?6
        AND (?7 IS NULL OR (conversation.archived_at IS NOT NULL) = ?7)
        AND (conversation.trashed_at IS NOT NULL) <= ?8
      """, .text(request.expression), .integer(SearchSlot.of(oldest.createdAt)),
      .integer(lowest - 1), .time(oldest.createdAt), .integer(oldest.key), .time(request.before),
      .flag(request.filter.wantsArchived), .flag(request.filter.wantsTrashed)
    ) { row in
      if try filter.accepts(row) {
        places.append((try row.time(3), try row.integer(0), try row.integer(4)))
      }
      return true
    }
    guard places.count > hits.count else { return hits }
    let known = Dictionary(hits.map { ($0.slot, $0) }) { one, _ in one }
    return try places.sorted { ($0.time, $0.key) > ($1.time, $1.key) }.prefix(hits.count)
      .compactMap { try known[$0.slot] ?? self.hits(request, at: [$0.slot])[$0.slot] }
  }

  /// How many messages fit.
  func count(_ request: SearchRequest) throws -> Int {
    var count = 0
    try forEachKey(request) { _ in count += 1 }
    return count
  }

  /// The conversations in which a message fits.
  func conversations(_ request: SearchRequest) throws -> Set<Int64> {
    var keys: Set<Int64> = []
    try forEachKey(request) { keys.insert($0) }
    return keys
  }

  private func newestWanted(_ request: SearchRequest, limit: Int) throws -> [SearchHit] {
    var slots: [Int64] = []
    guard limit > 0 else { return [] }
    let filter = try HitFilter(connection: connection, request: request)
    try forEachPlace(request, filter) { _, slot in
      slots.append(slot)
      return slots.count < limit
    }
    let hits = try self.hits(request, at: slots)
    return try displaced(into: Self.newestFirst(Array(hits.values), limit), request, filter)
  }

  /// Lends the conversation of each message that fits.
  private func forEachKey(_ request: SearchRequest, _ body: (Int64) -> Void) throws {
    try forEachPlace(request, HitFilter(connection: connection, request: request)) {
      conversation, _ in
      body(conversation)
      return true
    }
  }

  /// Lends conversation and row number of each message that fits, from the newest on.
  private func forEachPlace(
    _ request: SearchRequest, _ filter: HitFilter, _ body: (Int64, Int64) -> Bool
  ) throws {
    let (first, last) = try slots(of: request)
    try connection.forEach(
      """
      SELECT message.id, conversation.id, conversation.trashed_at IS NOT NULL, slot
      FROM message_fts
      JOIN search_slot ON slot = message_fts.rowid
      JOIN message ON message.id = search_slot.message_id
      JOIN conversation ON conversation.id = message.conversation_id
      WHERE message_fts MATCH ?1 AND message_fts.rowid BETWEEN ?2 AND ?3
        AND message.created_at >= ?4 AND message.created_at < ?5
        AND (?6 IS NULL OR (conversation.archived_at IS NOT NULL) = ?6)
        AND (conversation.trashed_at IS NOT NULL) <= ?7
      ORDER BY message_fts.rowid DESC
      """, .text(request.expression), .integer(first), .integer(last), .time(request.after),
      .time(request.before), .flag(request.filter.wantsArchived),
      .flag(request.filter.wantsTrashed)
    ) { row in
      guard try filter.accepts(row) else { return true }
      return body(try row.integer(1), try row.integer(3))
    }
  }

  /// The hits at some places.
  func hits(_ request: SearchRequest, at slots: [Int64]) throws -> [Int64: SearchHit] {
    var hits: [Int64: SearchHit] = [:]
    // To begin a statement takes long only where words are gathered that begin so; then it is one, that
    // passes over the hits between.
    for places in request.hasPrefix ? [slots] : slots.map({ [$0] }) {
      guard let first = places.min(), let last = places.max() else { continue }
      var left = places.count
      try connection.forEach(
        """
        SELECT message.id, conversation.id, conversation.trashed_at IS NOT NULL, message.uuid,
          message.role, message.created_at, conversation.uuid, conversation.title, slot,
          excerpt(message_fts, ?3, iif(message.role = 'tool', '', iif(message.refusal IS NULL,
              message.text, message.text || char(10) || message.refusal)), message.reasoning,
            (SELECT group_concat(name || char(10) || arguments, char(10)) FROM (
              SELECT name, arguments FROM tool_call WHERE message_id = message.id ORDER BY position)),
            iif(message.role = 'tool', message.text, ''))
        FROM message_fts
        CROSS JOIN search_slot ON slot = message_fts.rowid
        CROSS JOIN message ON message.id = search_slot.message_id
        CROSS JOIN conversation ON conversation.id = message.conversation_id
        WHERE message_fts MATCH ?1 AND message_fts.rowid BETWEEN ?4 AND ?5
          AND +message_fts.rowid IN (SELECT value FROM json_each(?2))
        """, .text(request.expression),
        .text("[\(places.map(String.init).joined(separator: ","))]"), .integer(request.columns),
        .integer(first), .integer(last)
      ) { row in
        hits[try row.integer(8)] = try Self.read(row)
        left -= 1
        // FTS5 would go on to the next hit, which of a rare phrase is far away.
        return left > 0
      }
    }
    return hits
  }

  /// The row numbers between which messages of the times asked for are.
  func slots(of request: SearchRequest) throws -> (first: Int64, last: Int64) {
    let first = SearchSlot.of(request.after)
    // Messages are displaced upwards only.
    let end = min(request.before, request.end)
    guard !isOfBacklog, end.milliseconds < .max else { return (first, .max) }
    return (first, SearchSlot.of(end) + (try displacement()))
  }

  private static func read(_ row: borrowing Row) throws -> SearchHit {
    guard let message = Identifier<Message>(bytes: try row.blob(3)) else {
      throw row.mismatch(3, "a UUID")
    }
    guard let role = Role(rawValue: try row.text(4)) else { throw row.mismatch(4, "a role") }
    guard let conversation = Identifier<Conversation>(bytes: try row.blob(6)) else {
      throw row.mismatch(6, "a UUID")
    }
    return SearchHit(
      message: message, role: role, createdAt: try row.time(5), conversation: conversation,
      title: try row.text(7), snippet: Snippet(marked: try row.text(9)), slot: try row.integer(8),
      key: try row.integer(0), conversationKey: try row.integer(1))
  }
}
