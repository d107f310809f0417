extension SearchIndex {
  /// How many of the newest hits are compared with each other.
  static let ranked = 1000

  /// The newest messages that fit, best first: where they are, and how well they fit.
  func ranked(_ request: SearchRequest) throws -> [(slot: Int64, score: Double)] {
    var found: [(slot: Int64, score: Double, time: Timestamp, key: Int64)] = []
    let filter = try HitFilter(connection: connection, request: request)
    let (first, last) = try slots(of: request)
    let range = request.weighs ? try occupied() : (first: 1, last: 0)
    try connection.forEach(
      """
      SELECT message.id, conversation.id, conversation.trashed_at IS NOT NULL, slot,
        message.created_at, relevance(message_fts, 4, length(message.text),
          (?8 - message.created_at) / 86400000.0, ?9, ?10)
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
      .flag(request.filter.wantsTrashed), .time(request.now), .integer(range.first),
      .integer(range.last)
    ) { row in
      if try filter.accepts(row) {
        found.append((try row.integer(3), row.real(5), try row.time(4), try row.integer(0)))
      }
      return found.count < Self.ranked
    }
    // Of equally good ones the newest come first.
    return found.sorted { ($0.score, $0.time, $0.key) > ($1.score, $1.time, $1.key) }
      .map { ($0.slot, $0.score) }
  }

  /// The hits that fit best, best first.
  func best(_ request: SearchRequest, limit: Int) throws -> [SearchHit] {
    let places = try ranked(request).prefix(max(0, limit))
    let hits = try self.hits(request, at: places.map(\.slot))
    return places.compactMap { place in
      var hit = hits[place.slot]
      hit?.score = place.score
      return hit
    }
  }

  /// The first and the last row number.
  private func occupied() throws -> (first: Int64, last: Int64) {
    try connection.first(
      // One aggregate each is a step to an end of the table; both together would read all of it.
      """
      SELECT coalesce((SELECT min(slot) FROM search_slot), 1),
        coalesce((SELECT max(slot) FROM search_slot), 0)
      """
    ) { (try $0.integer(0), try $0.integer(1)) } ?? (1, 0)
  }
}
