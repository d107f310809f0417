/// How many tokens an endpoint took when it refused more.
public struct LearnedLimit: Sendable, Equatable {
  /// The most tokens.
  public var tokens: Int
  /// Whether that is prompt and reply together.
  public var includesReply: Bool
  /// The window that was assumed then; the limit is forgotten when another one is.
  public var assumed: Int

  /// Makes a limit.
  public init(tokens: Int, includesReply: Bool, assumed: Int) {
    self.tokens = tokens
    self.includesReply = includesReply
    self.assumed = assumed
  }
}
