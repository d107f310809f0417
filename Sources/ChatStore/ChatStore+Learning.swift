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
  /// A limit that was learned is forgotten where more was taken.
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
    let limit = try learnedLimit(of: model, at: provider)
    if let limit {
      let replyTokens = limit.includesReply ? reply ?? 0 : 0
      // What an endpoint reports may be anything.
      let taken = min(max(0, tokens), 1 << 40) + min(max(0, replyTokens), 1 << 40)
      if taken > limit.tokens { try learn(nil, of: model, at: provider) }
    }
    guard let shape else { return }
    try write { connection in
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
