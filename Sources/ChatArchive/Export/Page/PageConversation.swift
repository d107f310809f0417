import ChatStore

/// Writes one conversation of a page.
struct PageConversation {
  let selection: PageDocument.Selection
  /// Which conversation of the page it is; ids of elements begin with it.
  let number: Int
  /// Whether the page has no other.
  let isOnly: Bool
  /// How many messages could not be read.
  private(set) var damaged = 0

  init(_ selection: PageDocument.Selection, number: Int, isOnly: Bool) {
    self.selection = selection
    self.number = number
    self.isOnly = isOnly
  }

  /// The tree, the order in which it is shown, and its pieces.
  private func layout(
    _ source: inout ExportSource
  ) throws -> (order: TreeOrder, runs: PageRuns, about: ConversationHead, names: BranchNames) {
    let conversation = selection.conversation
    let shape = try source.store.shape(of: conversation)
    let head = try selection.head ?? source.activeHead(of: conversation)
    let order = TreeOrder(shape, head: head?.id)
    let about = try ConversationHead(conversation, &source)
    let names = BranchNames(about.branches, in: shape)
    return (order, PageRuns(order, names: names), about, names)
  }

  // MARK: Outline

  /// Writes the title and the branches as links.
  /// - Returns: How many conversations could not be read: none or one.
  func writeOutline(
    _ title: String, _ source: inout ExportSource, into markup: inout PageMarkup
  ) throws -> Int {
    markup.add("<h2><a href=\"#c")
    markup.add(number)
    markup.add("\">")
    markup.add(text: title)
    markup.add("</a></h2>\n")
    let start = markup.bytes.count
    do {
      let (order, runs, _, _) = try layout(&source)
      try writeChains(runs, TreeReader(source, order.shape), into: &markup)
      return 0
    } catch is ChatStoreError {
      markup.shorten(to: start)
      return 1
    }
  }

  private func writeChains(
    _ runs: PageRuns, _ reader: TreeReader, into markup: inout PageMarkup
  ) throws {
    // A conversation without forks needs no tree.
    guard runs.chains.count > 1 else { return }
    var reader = reader
    var outline = PageOutline(conversation: number)
    markup.add("<ul>\n")
    for chain in runs.chains {
      let message = try? reader.message(at: chain.subject)
      outline.add(chain, beginning: message?.content.text ?? "", into: &markup)
    }
    outline.end(into: &markup)
    markup.add("</ul>\n")
  }

  // MARK: Messages

  /// Writes the messages, one after another.
  mutating func write(
    _ title: String, _ source: inout ExportSource, into markup: inout PageMarkup,
    to write: ([UInt8]) throws -> Void
  ) throws {
    if !isOnly {
      markup.add(number == 1 ? "<details class=\"fold\" open>" : "<details class=\"fold\">")
      markup.add("<summary><h2>")
      markup.add(text: title)
      markup.add("</h2></summary>\n")
    }
    markup.add("<article class=\"conversation\" id=\"c")
    markup.add(number)
    markup.add("\">\n")
    do {
      let (order, runs, about, names) = try layout(&source)
      writeHeader(title, about, into: &markup)
      var page = PageMessages(
        TreeReader(source, order.shape), order: order, names: names, conversation: number,
        headingLevel: isOnly ? 2 : 3)
      for (index, run) in runs.runs.enumerated() {
        try page.write(run, number: index + 1, of: runs, into: &markup, to: write)
      }
      if runs.runs.isEmpty { markup.add("<p>Nothing was said.</p>\n") }
      damaged += page.damaged
      source = page.reader.source
    } catch let error as ChatStoreError {
      damaged += 1
      markup.add("<p class=\"lost\">This conversation could not be read: ")
      markup.add(text: "\(error)")
      markup.add("</p>\n")
    }
    markup.add("</article>\n")
    if !isOnly { markup.add("</details>\n") }
    try write(markup.take())
  }

  private func writeHeader(
    _ title: String, _ about: ConversationHead, into markup: inout PageMarkup
  ) {
    markup.add("<header>\n")
    if isOnly {
      markup.add("<h1>")
      markup.add(text: title)
      markup.add("</h1>\n")
    }
    markup.add("<dl class=\"about\">\n")
    func pair(_ name: StaticString, _ values: [String]) {
      guard !values.isEmpty else { return }
      markup.add("<div><dt>")
      markup.add(name)
      markup.add("</dt><dd>")
      markup.add(text: values.joined(separator: ", "))
      markup.add("</dd></div>\n")
    }
    pair("Begun", [about.began.localMinute])
    if about.changed != about.began { pair("Changed", [about.changed.localMinute]) }
    pair("Models", about.models)
    pair("Tags", about.tags)
    pair("Branches", about.branches.map(\.name))
    markup.add("</dl>\n</header>\n")
  }
}
