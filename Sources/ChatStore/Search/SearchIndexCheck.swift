/// Compares the search index with the messages.
struct SearchIndexCheck {
  let connection: Connection

  /// Up to how many messages every word is compared, which takes a fifth of a second.
  static let fullLimit = 1500

  /// How many messages of a larger store are looked for by their own words.
  private static let sampled = 1500

  /// True when the index has exactly the messages up to the mark, and their words.
  func isWhole() throws -> Bool {
    guard try matchesMark(), try SegmentCheck(connection: connection).isWhole(), try matchesSlots(),
      try knowsModels(), try holdsSlots()
    else { return false }
    let count = try connection.first("SELECT count(*) FROM search_slot") { try $0.count(0) } ?? 0
    return try count <= Self.fullLimit
      ? matchesEveryWord() : findsSample(of: count)
  }

  /// Whether the last message that should be in the index is one.
  private func matchesMark() throws -> Bool {
    let index = SearchIndex(connection: connection)
    return try (0...max(0, index.newest())).contains(index.mark())
  }

  /// Whether the models that facets name are all known by their names.
  private func knowsModels() throws -> Bool {
    try connection.first(
      """
      SELECT NOT EXISTS (
        SELECT model FROM (
          SELECT (SELECT model FROM turn WHERE reply_id = message.id ORDER BY id LIMIT 1) AS model
          FROM message WHERE role = 'assistant' AND id <= ?1)
        WHERE model IS NOT NULL
        EXCEPT SELECT name FROM search_model)
      """, .integer(try SearchIndex(connection: connection).mark())
    ) { try $0.integer(0) == 1 } ?? false
  }

  /// Whether every message has one row number, and every row number a message.
  private func matchesSlots() throws -> Bool {
    try connection.first(
      """
      SELECT NOT EXISTS (SELECT id FROM message WHERE id <= ?1 EXCEPT SELECT message_id FROM search_slot)
        AND NOT EXISTS (SELECT message_id FROM search_slot EXCEPT SELECT id FROM message WHERE id <= ?1)
        AND (SELECT count(*) FROM search_slot) = (SELECT count(*) FROM message WHERE id <= ?1)
      """, .integer(try SearchIndex(connection: connection).mark())
    ) { try $0.integer(0) == 1 } ?? false
  }

  /// Whether the rows of the index, each of which has a role, are those that have a message.
  private func holdsSlots() throws -> Bool {
    let roles = Role.allCases.map { SearchExpression.quoted(SearchFacets.word(role: $0)) }
    let slots = try connection.prepare("SELECT slot FROM search_slot ORDER BY slot")
    try slots.bind([])
    var isSame = true
    try connection.forEach(
      "SELECT rowid FROM message_fts WHERE message_fts MATCH ?1 ORDER BY rowid",
      .text("facets : (\(roles.joined(separator: " OR ")))")
    ) { row in
      let slot = try row.integer(0)
      isSame = try slots.step() && slots.withRow { try $0.integer(0) == slot }
      return isSame
    }
    return try isSame && !slots.step()
  }

  /// Whether an index made now has the same words at the same places.
  private func matchesEveryWord() throws -> Bool {
    let entries = try connection.all("SELECT slot, message_id FROM main.search_slot ORDER BY slot")
    {
      (slot: try $0.integer(0), message: try $0.integer(1))
    }
    return try BacklogIndex(connection: connection).withTables {
      let indexer = SearchIndexer(connection: connection)
      for (slot, message) in entries {
        guard let document = try SearchDocument(of: message, in: connection) else { return false }
        try indexer.insert(document, at: slot)
      }
      defer {
        try? connection.run("DROP TABLE IF EXISTS temp.kept_words")
        try? connection.run("DROP TABLE IF EXISTS temp.made_words")
      }
      try connection.run(
        "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab (main, message_fts, instance)")
      try connection.run(
        "CREATE VIRTUAL TABLE temp.made_words USING fts5vocab (temp, message_fts, instance)")
      return try connection.first(
        """
        SELECT NOT EXISTS (
            SELECT term, doc, col, "offset" FROM kept_words
            EXCEPT SELECT term, doc, col, "offset" FROM made_words)
          AND NOT EXISTS (
            SELECT term, doc, col, "offset" FROM made_words
            EXCEPT SELECT term, doc, col, "offset" FROM kept_words)
        """
      ) { try $0.integer(0) == 1 } ?? false
    }
  }

  /// Whether some messages are found by the beginning of their own texts.
  private func findsSample(of count: Int) throws -> Bool {
    let entries = try connection.all(
      """
      SELECT slot, message_id FROM (
        SELECT slot, message_id, row_number() OVER (ORDER BY slot) AS place FROM search_slot)
      WHERE place % ?1 = 0
      """, .integer(max(1, count / Self.sampled))
    ) { (slot: try $0.integer(0), message: try $0.integer(1)) }
    for entry in entries {
      guard let document = try SearchDocument(of: entry.message, in: connection) else {
        return false
      }
      let beginning = Self.beginning(of: document.text)
      var expression = "facets : \(SearchExpression.quoted(document.facets))"
      if SearchableText.isSearchable(beginning) {
        expression += " text : \(SearchExpression.quoted(beginning))"
      }
      let isFound = try connection.first(
        "SELECT 1 FROM message_fts WHERE message_fts MATCH ?1 AND rowid = ?2", .text(expression),
        .integer(entry.slot)
      ) { _ in true }
      if isFound != true { return false }
    }
    return true
  }

  /// The first two hundred characters or so, up to the end of a word: half a word is not in the index.
  private static func beginning(of text: String) -> String {
    let scalars = text.unicodeScalars.lazy.filter { $0 != "\0" }
    var beginning = String.UnicodeScalarView()
    beginning.append(contentsOf: scalars.prefix(200))
    guard scalars.dropFirst(200).first != nil else { return String(beginning) }
    let end = beginning.lastIndex {
      $0.properties.isWhitespace || "，。！？；：、".unicodeScalars.contains($0)
    }
    return String(beginning[..<(end ?? beginning.startIndex)])
  }
}
