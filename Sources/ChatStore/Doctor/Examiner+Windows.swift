import ChatTokens

extension Examiner {
  /// Looks at what windows are made of beside messages: what these cost, and summaries.
  ///
  /// Whether a number of tokens is right only its tokenizer could tell.
  mutating func windows() throws {
    var wrong = 0
    try connection.forEach(
      "SELECT expected, upper, histogram FROM token_count"
    ) { row in
      let (expected, upper) = (try row.count(0), try row.count(1))
      let isReadable = try row.optionalBlob(2).map { ScriptHistogram(packed: $0) != nil } ?? true
      if expected < 0 || upper < expected || !isReadable { wrong += 1 }
      return true
    }
    if wrong > 0 {
      report(
        .window,
        "What \(wrong == 1 ? "1 message costs" : "\(wrong) messages cost") in windows was kept as "
          + "something that it cannot be.", repair: .counts)
    }
    let repository = MessageRepository(connection: connection)
    let summaries = try connection.all(
      """
      SELECT summary.uuid, first_id, last_id, first.depth,
        first.conversation_id = summary.conversation_id
          AND last.conversation_id = summary.conversation_id
      FROM summary
        JOIN message AS first ON first.id = first_id
        JOIN message AS last ON last.id = last_id
      """
    ) { row in
      (
        name: Self.name(try row.blob(0)), first: try row.integer(1), last: try row.integer(2),
        depth: try row.count(3), isHere: try row.integer(4) != 0
      )
    }
    for summary in summaries {
      let isRun = try repository.ancestor(of: summary.last, atDepth: summary.depth) == summary.first
      if !isRun || !summary.isHere {
        report(
          .window,
          "Summary \(summary.name) does not stand for messages of one path of its conversation; it is "
            + "not sent.")
      }
    }
  }
}
