/// How far an amount can be relied on.
enum CostAccuracy: String {
  /// Reported tokens, and a price that is the same for all of them.
  case exact
  /// Of estimated tokens, or between bounds.
  case estimated
  /// Long prompts or replies may have cost more.
  case atLeast = "at_least"
  /// Some of it may have been sent in cheaper hours.
  case atMost = "at_most"

  /// What stands before the amount where people read it.
  var mark: String {
    switch self {
    case .exact: ""
    case .estimated: "~"
    case .atLeast: "≥"
    case .atMost: "≤"
    }
  }
}
