public import ChatTokens

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

  /// What an endpoint's reports of usage have taught of a model.
  /// - Returns: It; nil where they have taught nothing, or nothing that can be read.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func calibration(of model: String, at provider: String) throws -> Calibration? {
    try read { try Self.calibration(of: model, at: provider, in: $0) }
  }

  /// Learns from how many tokens a prompt had, as the endpoint reported.
  ///
  /// A limit that was learned is forgotten where more was taken. From a number that cannot be nothing is learned.
  /// - Parameters:
  ///   - tokens: The prompt's tokens.
  ///   - reply: The reply's, if that was reported.
  ///   - shape: What was sent, for a calibration; nil for none.
  ///   - model: The model.
  ///   - provider: The endpoint's name.
  /// - Throws: `ChatStoreError` when the store cannot be written.
  public func learn(
    promptTokens tokens: Int, replyTokens reply: Int?, of shape: PromptShape?, model: String,
    at provider: String
  ) throws {
    // Most replies teach nothing, and wait for no writer.
    guard try shape != nil || learnedLimit(of: model, at: provider) != nil else { return }
    try write { connection in
      if let shape {
        var calibration =
          try Self.calibration(of: model, at: provider, in: connection) ?? Calibration()
        guard calibration.learn(shape, reported: tokens) else { return }
        try connection.run(
          """
          INSERT INTO learned (provider, model, calibration, updated_at) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT (provider, model) DO UPDATE SET calibration = excluded.calibration,
            updated_at = excluded.updated_at
          """, .text(provider), .text(model), .blob(calibration.packed), .time(clock()))
      }
      // What an endpoint reports may be anything.
      try connection.run(
        """
        UPDATE learned SET max_tokens = NULL, includes_reply = NULL, assumed = NULL, updated_at = ?5
        WHERE provider = ?1 AND model = ?2 AND max_tokens < ?3 + iif(includes_reply, ?4, 0)
        """, .text(provider), .text(model), .integer(Int64(min(max(0, tokens), 1 << 40))),
        .integer(Int64(min(max(0, reply ?? 0), 1 << 40))), .time(clock()))
    }
  }

  private static func calibration(
    of model: String, at provider: String, in connection: Connection
  ) throws -> Calibration? {
    let packed = try connection.first(
      "SELECT calibration FROM learned WHERE provider = ?1 AND model = ?2", .text(provider),
      .text(model)
    ) { try $0.optionalBlob(0) }
    return packed.flatMap { $0 }.flatMap { Calibration(packed: $0) }
  }
}
