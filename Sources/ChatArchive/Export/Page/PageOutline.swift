/// Writes the branches of a tree as nested lists that can be folded.
struct PageOutline {
  let conversation: Int
  /// How many lists are open.
  private var open = 0
  /// Whether something was added.
  private var hasItem = false

  /// Browsers nest 512 elements at most, and nobody follows a tree so deep.
  private static let depthLimit = 16

  init(conversation: Int) {
    self.conversation = conversation
  }

  /// Adds a branch below those that it forks from.
  mutating func add(_ chain: PageRuns.Chain, beginning: String, into markup: inout PageMarkup) {
    close(to: min(chain.depth, Self.depthLimit), into: &markup)
    let isFold = chain.hasForks && open < Self.depthLimit
    markup.add(isFold ? "<li><details open><summary>" : "<li><span class=\"leaf\">")
    markup.add("<a data-conversation=\"c")
    markup.add(conversation)
    markup.add("\" data-branch=\"")
    markup.add(chain.first + 1)
    // The branch that is shown at first comes first.
    if !hasItem { markup.add("\" aria-current=\"true") }
    markup.add("\" href=\"#c")
    markup.add(conversation)
    markup.add("m")
    markup.add(chain.first + 1)
    markup.add("\">")
    let words = MarkdownText.line(String(beginning.prefix(200))).prefix(60)
    markup.add(text: words.isEmpty ? "…" : String(words))
    markup.add("</a><span class=\"count\" title=\"messages\">")
    markup.add(chain.count)
    markup.add("</span>")
    for name in chain.names {
      markup.add(" <span class=\"branch\">")
      markup.add(text: name)
      markup.add("</span>")
    }
    markup.add(isFold ? "</summary>\n<ul>\n" : "</span></li>\n")
    if isFold { open += 1 }
    hasItem = true
  }

  /// Closes what is open.
  mutating func end(into markup: inout PageMarkup) {
    close(to: 0, into: &markup)
  }

  private mutating func close(to depth: Int, into markup: inout PageMarkup) {
    while open > depth {
      markup.add("</ul>\n</details></li>\n")
      open -= 1
    }
  }
}
