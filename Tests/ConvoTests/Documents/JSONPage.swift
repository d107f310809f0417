/// What `docs/json.md` says: for each type of line its keys, and the commands that print it.
struct JSONPage {
  /// A type of line.
  struct Section: Equatable {
    var keys: Set<String> = []
    var commands: Set<String> = []
  }

  let sections: [String: Section]

  init(_ document: Document) {
    var sections: [String: Section] = [:]
    var type = ""
    for line in document.lines {
      if let heading = line.wholeMatch(of: #/## `(\w+)`/#) {
        type = String(heading.1)
        sections[type] = Section()
      } else if line.hasPrefix("| `"), let cell = line.split(separator: "|").first {
        sections[type]?.keys.formUnion(Self.words(in: cell))
      } else if !line.hasPrefix("|") {
        // Options and values stand in the same type, but no command is called like them.
        sections[type]?.commands.formUnion(Self.words(in: line[...]).filter(Self.isCommand))
      }
    }
    self.sections = sections
  }

  private static func words(in text: Substring) -> [String] {
    text.matches(of: #/`([^`]+)`/#).map { String($0.1) }
  }

  private static func isCommand(_ word: String) -> Bool { commands.contains(word) }

  /// Every way to print JSON Lines that the page can name.
  static let commands: Set<String> = [
    "new", "continue", "branch", "branch --list", "edit", "retry", "show", "list", "tree", "search",
    "tag", "undo", "gc", "usage", "models", "config show", "doctor",
    "tokens", "context", "compact", "import", "merge",
  ]
}
