/// What a usage report has a row for.
public enum UsageGrouping: String, Sendable, CaseIterable {
  /// Each local calendar day.
  case day
  /// Each provider and model.
  case model
}
