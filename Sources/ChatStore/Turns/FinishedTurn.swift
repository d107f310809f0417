/// What became of a turn.
public struct FinishedTurn: Sendable {
  /// How it ended.
  public let status: Turn.Status
  /// The reply; nil when nothing came.
  public let reply: Message?
  /// The branch whose head the reply now is.
  public let branch: Branch?
  /// True when the branch had been moved meanwhile, so that the reply became a branch of its own.
  public let diverted: Bool
}
