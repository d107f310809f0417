/// Why a text cannot be searched for.
public enum SearchQueryError: Error, Equatable, Sendable {
  /// The text has more than ``SearchQuery/maximumBytes`` bytes of UTF-8 or more than
  /// ``SearchQuery/maximumTerms`` terms.
  case tooLong
  /// What stands after `before:` or `after:` is no date.
  case notADate(String)
  /// What stands after `role:` is no role.
  case notARole(String)
  /// What stands after `has:` is nothing that a message can have.
  case notATrait(String)
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
    case .notADate(let text):
      """
      \(text) is no date: write 2026-11-23, 2026-11, 2026, 3d, 2w, 6m, 1y, today, yesterday, \
      last-week, last-month or last-year; text that looks like a filter goes in quotation marks.
      """
    case .notARole(let text):
      """
      \(text) is no role: system, developer, user, assistant and tool are; text that looks like a \
      filter goes in quotation marks.
      """
    case .notATrait(let text):
      """
      has:\(text) is not known: tool, code, image and error are; text that looks like a filter goes \
      in quotation marks.
      """
    }
  }
}
