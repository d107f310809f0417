@testable import ChatStore

extension SearchQuery {
  /// What was understood: a string a group of alternatives, then what is excluded, then the dates.
  var shape: [String] {
    groups.map { $0.map(\.shape).joined(separator: " | ") } + excluded.map { "-" + $0.shape }
      + after.map { "after \($0.moment(now: .now()).localDay)" }
      + before.map { "before \($0.moment(now: .now()).localDay)" }
  }

  /// The operand of `MATCH` for a table with the column `text` alone.
  var expression: String {
    get throws {
      let empty = try Connection(path: "", access: .inMemory, busyTimeout: 0)
      return try SearchExpression(
        scopes: [.content], facets: SearchFacets(connection: empty, conversations: [:])
      ).text(of: self)
    }
  }
}

extension SearchTerm {
  fileprivate var shape: String {
    switch self {
    case .words(let text, let isPrefix): text + (isPrefix ? "*" : "")
    case .role(let role): "role=\(role.rawValue)"
    case .model(let name): "model=\(name)"
    case .tag(let name): "tag=\(name)"
    case .conversation(let reference): "in=\(reference)"
    case .has(let trait): "has=\(trait.rawValue)"
    }
  }
}
