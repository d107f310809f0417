import ChatStore

/// Writes the messages of a conversation on a page.
struct PageMessages {
  /// Where they are read.
  var reader: TreeReader
  private let order: TreeOrder
  private let names: BranchNames
  private let conversation: Int
  let headingLevel: Int
  /// Which of its siblings each message is, from zero.
  private let ranks: [Int]
  /// How many could not be read.
  private(set) var damaged = 0

  init(
    _ reader: TreeReader, order: TreeOrder, names: BranchNames, conversation: Int,
    headingLevel: Int
  ) {
    self.reader = reader
    self.order = order
    self.names = names
    self.conversation = conversation
    self.headingLevel = headingLevel
    let shape = order.shape
    var ranks = [Int](repeating: 0, count: shape.nodes.count)
    for parent in CollectionOfOne(nil) + shape.nodes.indices.map(Optional.some) {
      for (rank, child) in shape.children(of: parent).enumerated() { ranks[child] = rank }
    }
    self.ranks = ranks
  }

  // MARK: Runs

  /// Writes a run, message by message.
  mutating func write(
    _ run: PageRuns.Run, number: Int, of runs: PageRuns, into markup: inout PageMarkup,
    to write: ([UInt8]) throws -> Void
  ) throws {
    markup.add(run.isShown ? "<section class=\"run\"" : "<section class=\"run off\"")
    addData(" data-run=\"", number, into: &markup)
    addData(" data-parent=\"", run.parent.map { $0 + 1 }, into: &markup)
    addData(" data-next=\"", run.next.map { $0 + 1 }, into: &markup)
    markup.add(" data-branch=\"")
    markup.add(runs.chains[run.chain].first + 1)
    markup.add("\">\n")
    for place in run.places {
      do {
        if let message = try reader.message(at: place) {
          addMessage(message, at: place, into: &markup)
        }
      } catch let error as ChatStoreError {
        damaged += 1
        markup.add("<p class=\"lost\">A message could not be read: ")
        markup.add(text: "\(error)")
        markup.add("</p>\n")
      }
      try write(markup.take())
    }
    if let last = run.places.last, last == order.head, let next = order.continuation(of: last) {
      markup.add("<p class=\"more\"><a href=\"#")
      addID(of: next, into: &markup)
      markup.add("\">The conversation goes on ›</a></p>\n")
    }
    markup.add("</section>\n")
  }

  private func addData(
    _ name: StaticString, _ number: Int?, into markup: inout PageMarkup
  ) {
    markup.add(name)
    if let number {
      markup.add("c")
      markup.add(conversation)
      markup.add("r")
      markup.add(number)
    }
    markup.add("\"")
  }

  private func addID(of place: Int, into markup: inout PageMarkup) {
    markup.add("c")
    markup.add(conversation)
    markup.add("m")
    markup.add(place + 1)
  }

  // MARK: Messages

  private mutating func addMessage(
    _ message: ReadableMessage, at place: Int, into markup: inout PageMarkup
  ) {
    markup.add("<section class=\"message ")
    switch message.content.role {
    case .system, .developer: markup.add("system")
    case .user: markup.add("user")
    case .assistant: markup.add("assistant")
    case .tool: markup.add("tool")
    }
    markup.add("\" id=\"")
    addID(of: place, into: &markup)
    markup.add("\">\n")
    addHeader(message, at: place, into: &markup)
    addContent(message, into: &markup)
    markup.add("</section>\n")
  }

  private func addHeader(
    _ message: ReadableMessage, at place: Int, into markup: inout PageMarkup
  ) {
    markup.add("<header>")
    markup.add(headingLevel == 2 ? "<h2>" : "<h3>")
    markup.add(text: message.speaker)
    markup.add(headingLevel == 2 ? "</h2>" : "</h3>")
    func note(_ start: StaticString, _ text: String) {
      markup.add(start)
      markup.add(text: text)
      markup.add("</span>")
    }
    if let name = message.content.name, message.content.role != .tool { note("<span>", name) }
    if let model = message.origin?.model { note("<span>", model) }
    if message.isBroken { note("<span class=\"broken\">", "cut off") }
    if order.shape.nodes[place].isPreferred { note("<span>", "★ preferred") }
    for name in names.names(at: CollectionOfOne(place)) { note("<span class=\"branch\">", name) }
    addFork(at: place, into: &markup)
    let time = message.entry.message.createdAt
    markup.add("<a class=\"time\" href=\"#")
    addID(of: place, into: &markup)
    markup.add("\"><time datetime=\"")
    markup.add(text: time.iso8601)
    markup.add("\">")
    markup.add(text: time.localMinute)
    markup.add("</time></a></header>\n")
  }

  /// The way to the siblings of a message.
  private func addFork(at place: Int, into markup: inout PageMarkup) {
    let siblings = order.shape.children(of: order.shape.nodes[place].parent)
    guard siblings.count > 1 else { return }
    let index = siblings.startIndex + ranks[place]
    let rank = ranks[place] + 1
    markup.add("<nav class=\"fork\" aria-label=\"Versions from here\">")
    if rank > 1 {
      markup.add("<a class=\"back\" rel=\"prev\" aria-label=\"Version before\" href=\"#")
      addID(of: siblings[index - 1], into: &markup)
      markup.add("\">‹</a>")
    } else {
      markup.add("<span class=\"none\" aria-hidden=\"true\">‹</span>")
    }
    markup.add("<span>")
    markup.add(rank)
    markup.add("/")
    markup.add(siblings.count)
    markup.add("</span>")
    if rank < siblings.count {
      markup.add("<a class=\"forth\" rel=\"next\" aria-label=\"Version after\" href=\"#")
      addID(of: siblings[index + 1], into: &markup)
      markup.add("\">›</a>")
    } else {
      markup.add("<span class=\"none\" aria-hidden=\"true\">›</span>")
    }
    markup.add("</nav>")
  }
}
