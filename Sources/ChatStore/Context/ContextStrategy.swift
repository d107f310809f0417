/// How a window chooses among the exchanges that are not sent anyway.
public enum ContextStrategy: String, Sendable, CaseIterable {
  /// As many of the newest as fit.
  case recent
  /// From where the branch's last window began, as long as that fits; then as many of the newest as fit
  /// into half of the budget. So the beginning of the prompt stays as it was from turn to turn, which
  /// is what providers' prefix caches need.
  case sticky
  /// As `sticky`, with the newest summary of the path in place of the messages that it stands for; where
  /// there is none, or no room for it, `sticky`.
  case summary
}
