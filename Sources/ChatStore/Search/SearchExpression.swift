/// A query as an expression of FTS5: <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
///
/// What a person typed stands in it only as strings of FTS5, so that it is no syntax. Filters ask for
/// the words of the column `facets`, so that FTS5 leaps over what they leave out.
struct SearchExpression {
  /// Where words are looked for.
  let scopes: Set<SearchScope>
  /// What filters mean in this store.
  let facets: SearchFacets

  /// The operand of `MATCH`; it fits every message where nothing is left to be asked of the index.
  func text(of query: SearchQuery) throws -> String {
    // Strings side by side are an implicit AND. Unlike the operator it ignores a string in which the
    // tokenizer finds nothing, so that nothing is lost where SQLite's Unicode tables and ours differ
    // about a character.
    var single: [String] = []
    var several: [String] = []
    for group in query.groups {
      let alternatives = try group.map(expression)
      if let only = alternatives.first, group.count == 1, case .words = group[0] {
        single.append(only)
      } else {
        several.append("(\(alternatives.joined(separator: " OR ")))")
      }
    }
    if !single.isEmpty { several.insert("(\(single.joined(separator: " ")))", at: 0) }
    if several.isEmpty {
      several = [
        "(\(try Role.allCases.map { try expression(.role($0)) }.joined(separator: " OR ")))"
      ]
    }
    let wanted = several.joined(separator: " AND ")
    guard !query.excluded.isEmpty else { return wanted }
    let unwanted = try query.excluded.map(expression).joined(separator: " OR ")
    return "(\(wanted)) NOT (\(unwanted))"
  }

  private func expression(_ term: SearchTerm) throws -> String {
    switch term {
    case .words(let text, let isPrefix):
      let columns = SearchScope.allCases.filter(scopes.contains).map(\.column)
      return "{\(columns.joined(separator: " "))} : \(Self.quoted(text))\(isPrefix ? " *" : "")"
    default:
      let words = try facets.words(for: term)
      guard let first = words.first else { return "facets : \(Self.quoted(SearchFacets.nothing))" }
      guard words.count > 1 else { return "facets : \(Self.quoted(first))" }
      return "facets : (\(words.map(Self.quoted).joined(separator: " OR ")))"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append("\"")
    return result
  }
}
