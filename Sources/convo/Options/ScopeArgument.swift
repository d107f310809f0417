import ArgumentParser
import ChatStore

/// Where words are looked for, as names with commas between them.
struct ScopeArgument: ExpressibleByArgument {
  let scopes: Set<SearchScope>

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    if names == ["all"] {
      scopes = Set(SearchScope.allCases)
      return
    }
    let found = names.compactMap { SearchScope(rawValue: String($0)) }
    guard !found.isEmpty, found.count == names.count else { return nil }
    scopes = Set(found)
  }

  static var allValueStrings: [String] { SearchScope.allCases.map(\.rawValue) + ["all"] }
}
