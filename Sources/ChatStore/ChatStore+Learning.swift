extension ChatStore {
  /// How many tokens an endpoint takes for a model, as it said when it refused more; nil where it never did.
  /// - Parameters:
  ///   - model: The model.
  ///   - provider: The endpoint's name.
  /// - Returns: The limit.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func learnedLimit(of model: String, at provider: String) throws -> LearnedLimit? {
    try read { connection in
      let limit = try connection.first(
        """
        SELECT max_tokens, includes_reply, assumed FROM learned
        WHERE provider = ?1 AND model = ?2 AND max_tokens IS NOT NULL
        """, .text(provider), .text(model)
      ) {
        LearnedLimit(
          tokens: try $0.count(0), includesReply: try $0.optionalInteger(1) != 0,
          assumed: try $0.optionalCount(2) ?? 0)
      }
      // A file may say anything.
      return limit.flatMap { $0.tokens > 0 ? $0 : nil }
    }
  }

  /// Keeps how many tokens an endpoint takes for a model.
  /// - Parameters:
  ///   - limit: The limit; nil to forget it.
  ///   - model: The model.
  ///   - provider: The endpoint's name.
  /// - Throws: `ChatStoreError` when the store cannot be written.
  public func learn(_ limit: LearnedLimit?, of model: String, at provider: String) throws {
    try write { connection in
      try connection.run(
        """
        INSERT INTO learned (provider, model, max_tokens, includes_reply, assumed, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (provider, model) DO UPDATE SET max_tokens = excluded.max_tokens,
          includes_reply = excluded.includes_reply, assumed = excluded.assumed,
          updated_at = excluded.updated_at
        """, .text(provider), .text(model), .integer(limit.map { Int64(max(1, $0.tokens)) }),
        .integer(limit.map { $0.includesReply ? 1 : 0 }), .integer(limit.map { Int64($0.assumed) }),
        .time(clock()))
    }
  }
}
