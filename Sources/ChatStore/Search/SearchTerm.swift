/// A part of a query.
enum SearchTerm: Sendable, Equatable {
  /// Words that stand together; with `isPrefix` the last of them may go on.
  case words(String, isPrefix: Bool)
  /// Messages of this role.
  case role(Role)
  /// Replies of models with this in their name.
  case model(String)
  /// Messages of conversations with this tag.
  case tag(String)
  /// Messages of the conversation that this refers to.
  case conversation(String)
  /// Messages that have something.
  case has(SearchTrait)

  // Swift's own comparison of strings is canonical equivalence; tags and names are bytes.
  static func == (one: SearchTerm, two: SearchTerm) -> Bool {
    switch (one, two) {
    case (.words(let one, let oneIsPrefix), .words(let two, let twoIsPrefix)):
      one.utf8.elementsEqual(two.utf8) && oneIsPrefix == twoIsPrefix
    case (.role(let one), .role(let two)): one == two
    case (.has(let one), .has(let two)): one == two
    case (.model(let one), .model(let two)), (.tag(let one), .tag(let two)),
      (.conversation(let one), .conversation(let two)):
      one.utf8.elementsEqual(two.utf8)
    default: false
    }
  }
}
