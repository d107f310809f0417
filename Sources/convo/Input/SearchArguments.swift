import ChatStore

/// The words of a search as the shell passes them.
struct SearchArguments {
  /// What they say.
  let query: SearchQuery

  /// Joins arguments to one query.
  ///
  /// A single argument is a query as it is. Among several, one with blanks and without quotation marks was
  /// quoted for the shell, which took the marks away that make a phrase of it.
  /// - Throws: `SearchQueryError`.
  init(_ arguments: [String]) throws(SearchQueryError) {
    query = try SearchQuery(
      arguments.count == 1
        ? arguments[0] : arguments.map(Self.quoted).joined(separator: " "))
  }

  /// What is said where there is nothing to look for in what was typed.
  static let wordless = Failure(
    .nothingFound, "There is no word in that to look for: words are made of letters and digits.")

  private static func quoted(_ argument: String) -> String {
    guard argument.contains(where: \.isWhitespace),
      !argument.contains(where: { $0 == "\"" || $0 == "“" || $0 == "”" })
    else { return argument }
    // `tag:two words` and `-two words`: the marks belong around the words.
    let minus = argument.hasPrefix("-") ? "-" : ""
    let rest = argument.dropFirst(minus.count)
    if let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }),
      SearchQuery.filters.contains(rest[..<colon].lowercased())
    {
      let value = rest[rest.index(after: colon)...]
      return "\(minus)\(rest[...colon])\"\(value)\""
    }
    return "\(minus)\"\(rest)\""
  }
}
