/// Why there is no summary.
public enum SummaryError: Error, Equatable, CustomStringConvertible {
  /// There are no messages but instructions and those that are to stay.
  case nothingToSummarize
  /// What came is not the whole, for this reason.
  case incomplete(String)
  /// The reply has no text.
  case empty

  /// The reason, in a sentence.
  public var description: String {
    switch self {
    case .nothingToSummarize: "There is nothing to summarise."
    case .incomplete(let reason): reason
    case .empty: "The reply has no text."
    }
  }
}
