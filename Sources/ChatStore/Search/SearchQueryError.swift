/// Why a text cannot be searched for.
public enum SearchQueryError: Error, Equatable, Sendable {
  /// The text has more than ``SearchQuery/maximumBytes`` bytes of UTF-8 or more than
  /// ``SearchQuery/maximumTerms`` terms.
  case tooLong
}

extension SearchQueryError: CustomStringConvertible {
  /// The reason as a sentence for the person who typed the text.
  public var description: String {
    switch self {
    case .tooLong:
      """
      The search is too long: at most \(SearchQuery.maximumTerms) words and phrases, \
      \(SearchQuery.maximumBytes) bytes.
      """
    }
  }
}
