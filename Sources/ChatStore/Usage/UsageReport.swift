/// A report on what turns cost.
public struct UsageReport: Sendable {
  /// The rows, in the order of their groups; conversations, branches and tags with the most tokens first.
  public let rows: [UsageRow]
  /// All turns of the report, each of them once.
  public let total: UsageRow
  /// True when turns can be in several rows, so that these add up to more than the total.
  public let rowsOverlap: Bool
}
