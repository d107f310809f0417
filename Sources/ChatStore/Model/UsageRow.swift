/// One row of a usage report.
public struct UsageRow: Sendable, Equatable {
  /// A sum of tokens, reported and estimated apart.
  public struct Sum: Sendable, Equatable {
    /// The sum over turns whose endpoint reported.
    public var reported: Int
    /// The sum of convo's estimates over the other turns.
    public var estimated: Int
    /// Both together.
    public var total: Int { reported.addingClamped(estimated) }
  }

  /// The day, or the provider and model.
  public let group: String
  /// How many turns there were.
  public let turns: Int
  /// How many of them brought no whole reply.
  public let incomplete: Int
  /// Tokens of the requests.
  public let prompt: Sum
  /// Tokens of the replies.
  public let completion: Sum
  /// Reported tokens of the requests that were in the endpoint's cache.
  public let cached: Int
  /// Reported tokens of reasoning.
  public let reasoning: Int

  /// Both rows together, under another name.
  package func adding(_ other: UsageRow, named name: String) -> UsageRow {
    UsageRow(
      group: name, turns: turns.addingClamped(other.turns),
      incomplete: incomplete.addingClamped(other.incomplete),
      prompt: prompt.adding(other.prompt), completion: completion.adding(other.completion),
      cached: cached.addingClamped(other.cached),
      reasoning: reasoning.addingClamped(other.reasoning))
  }
}

extension UsageRow.Sum {
  fileprivate func adding(_ other: UsageRow.Sum) -> UsageRow.Sum {
    UsageRow.Sum(
      reported: reported.addingClamped(other.reported),
      estimated: estimated.addingClamped(other.estimated))
  }
}

extension Int {
  /// The sum, or the greatest number where the sum would be greater.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
