public import ChatStore

/// Why there is no summary.
public enum SummaryError: Error, Equatable, CustomStringConvertible {
  /// There are no messages but instructions and those that are to stay.
  case nothingToSummarize
  /// What came is not the whole, for this reason.
  case incomplete(String)
  /// The reply has no text.
  case empty
  /// It would take more than half of the window.
  case tooLong
  /// The exchange that ends with this message is longer than the window by itself, in tokens.
  case exchangeTooLong(Identifier<Message>, needed: Int, available: Int)

  /// The reason, in a sentence.
  public var description: String {
    switch self {
    case .nothingToSummarize: "There is nothing to summarise."
    case .incomplete(let reason): reason
    case .empty: "The reply has no text."
    case .tooLong: "What the model wrote takes more than half of the window."
    case .exchangeTooLong(let message, let needed, let available):
      "The exchange that ends with \(message.shortID) does not fit into one request: that takes "
        + "\(needed) tokens, and there is room for \(available)."
    }
  }
}
