/// What a person typed to find messages.
///
/// - Words must all occur, in any order; words between `"…"` or `“…”` must stand together.
/// - `a OR b`: one of them must occur. `-a`: must not occur. `pre*`: words that begin so.
/// - `role:`, `model:`, `tag:`, `in:`, `has:` say which messages are meant, `before:` and `after:` of
///   which time (``SearchDate``). All but the dates can be excluded and joined by `OR` too.
///
/// Nothing is a syntax error: what has no meaning here is text, and so is everything between quotation
/// marks. A quotation mark that is never closed separates words and makes no phrase. An `OR` at the very
/// beginning is a word; beside what is excluded, a date, or nothing it says nothing. Operators,
/// parentheses and column filters of FTS5 are plain text.
public struct SearchQuery: Sendable, Equatable {
  /// The longest text that is accepted, in bytes of UTF-8.
  public static let maximumBytes = 4096

  /// The most words, phrases and filters that are accepted.
  public static let maximumTerms = 64

  /// What can stand before the colon of a filter.
  package static let filters = ["role", "model", "tag", "in", "has", "before", "after"]

  /// What must hold: of each group one term.
  private(set) var groups: [[SearchTerm]]
  /// What must not hold: none of these.
  private(set) var excluded: [SearchTerm]
  /// No message is older than this.
  private(set) var after: [SearchDate]
  /// Every message is older than this.
  private(set) var before: [SearchDate]

  /// Reads what a person typed.
  ///
  /// - Parameter text: Words, quoted phrases and filters.
  /// - Throws: `SearchQueryError`: the text is too long, or a filter's value cannot be.
  public init(_ text: String) throws(SearchQueryError) {
    guard text.utf8.count <= Self.maximumBytes else { throw .tooLong }
    var parser = SearchQueryParser(text)
    try parser.parse()
    groups = parser.groups
    excluded = parser.excluded
    after = parser.after
    before = parser.before
    guard
      groups.reduce(excluded.count, { $0 + $1.count }) + after.count + before.count
        <= Self.maximumTerms
    else { throw .tooLong }
  }

  /// True when there is nothing to search for, as in `--`.
  public var isEmpty: Bool {
    groups.isEmpty && excluded.isEmpty && after.isEmpty && before.isEmpty
  }

  /// What stands after `in:`, for whoever knows which conversations are meant.
  public var references: [String] {
    terms.compactMap { if case .conversation(let reference) = $0 { reference } else { nil } }
  }

  /// Every word and phrase that is looked for, in its order and without marks.
  public var words: [String] {
    groups.joined().compactMap { if case .words(let text, _) = $0 { text } else { nil } }
  }

  /// True when messages of tools are asked for, whose text is what the tool answered.
  var wantsToolMessages: Bool { groups.joined().contains(.role(.tool)) }

  /// True when some words only begin as typed.
  var hasPrefix: Bool {
    terms.contains { if case .words(_, isPrefix: true) = $0 { true } else { false } }
  }

  var terms: [SearchTerm] { groups.flatMap(\.self) + excluded }

  /// Whether all that is asked for are words, and a title has them as they were typed, wherever they begin,
  /// and none that must not occur.
  func matches(title: String) -> Bool {
    let title = title.lowercased()
    func holds(_ term: SearchTerm) -> Bool? {
      guard case .words(let words, _) = term else { return nil }
      return title.contains(words.lowercased())
    }
    return !groups.isEmpty && groups.allSatisfy { $0.contains { holds($0) == true } }
      && excluded.allSatisfy { holds($0) == false }
  }

  /// The query without what it says of time, and that.
  func partedFromTime() -> (query: SearchQuery, after: [SearchDate], before: [SearchDate]) {
    var query = self
    (query.after, query.before) = ([], [])
    return (query, after, before)
  }

  /// Asks for tags as if they had been typed.
  mutating func require(tags: [String]) { groups += tags.map { [.tag($0)] } }

  /// Takes out those tags that every message must have, or none may have, and that are to be asked of each
  /// hit.
  mutating func takeTags(
    where isTaken: (String) throws -> Bool
  ) rethrows -> (required: [String], excluded: [String]) {
    var (required, unwanted): ([String], [String]) = ([], [])
    groups = try groups.filter { group in
      guard group.count == 1, case .tag(let name) = group[0], try isTaken(name) else { return true }
      required.append(name)
      return false
    }
    excluded = try excluded.filter { term in
      guard case .tag(let name) = term, try isTaken(name) else { return true }
      unwanted.append(name)
      return false
    }
    return (required, unwanted)
  }
}
