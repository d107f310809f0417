/// What a usage report has a row for.
public enum UsageGrouping: String, Sendable, CaseIterable {
  /// Each local calendar day.
  case day
  /// Each week, by the number that ISO 8601 gives it: `2026-W48`.
  case week
  /// Each month.
  case month
  /// Each provider and model.
  case model
  /// Each provider.
  case provider
  /// Each conversation.
  case conversation
  /// Each branch, from the root to its head; what two branches share is in both rows.
  case branch
  /// Each tag; a conversation with two tags is in two rows.
  case tag
}
