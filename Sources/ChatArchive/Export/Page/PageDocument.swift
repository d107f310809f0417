package import ChatStore

/// Conversations as one page of HTML for people to read, in any browser, for ever.
///
/// The page needs nothing but itself: its style and the program that shows other branches stand in it, and its
/// policy forbids it to load or run anything else. Without the program the first branch can be read, and any
/// other by its link in the outline. What messages say cannot become markup; see `MarkdownHTML`.
///
/// Messages are written one by one: memory grows with the largest of them, and with a few words for each.
package struct PageDocument {
  /// A conversation, and the message at the end of the branch that is shown first; nil for that of the
  /// active branch.
  package typealias Selection = (conversation: Conversation, head: Message?)

  /// Where messages are read.
  package private(set) var source: ExportSource
  /// How many messages or conversations could not be read; the page says where.
  package private(set) var damaged = 0

  package init(store: ChatStore, redactor: Redactor? = nil) {
    source = ExportSource(store: store, redactor: redactor)
  }

  /// Writes the page.
  /// - Parameters:
  ///   - selections: The conversations, in order.
  ///   - write: Takes one piece of the page after another, in UTF-8.
  /// - Throws: `ChatStoreError` when a title cannot be read, or what `write` throws.
  package mutating func write(
    _ selections: [Selection], to write: (_ bytes: [UInt8]) throws -> Void
  ) throws {
    let titles = selections.map { ConversationHead.title(of: $0.conversation, &source) }
    let title = titles.count == 1 ? titles[0] : "\(titles.count) conversations"
    var markup = PageMarkup()
    markup.addHead(title: title)
    // The outline stands before the messages: whoever cannot see the page hears it first, and may skip it.
    markup.add("<nav class=\"outline\" aria-label=\"Conversations and branches\">\n")
    markup.add("<details open><summary>Contents</summary>\n")
    for (index, selection) in selections.enumerated() {
      let writer = PageConversation(selection, number: index + 1, isOnly: selections.count == 1)
      try damaged += writer.writeOutline(titles[index], &source, into: &markup)
      try write(markup.take())
    }
    markup.add("</details>\n</nav>\n<main id=\"read\">\n")
    if selections.count != 1 {
      markup.add("<h1>")
      markup.add(text: title)
      markup.add("</h1>\n")
    }
    for (index, selection) in selections.enumerated() {
      var writer = PageConversation(selection, number: index + 1, isOnly: selections.count == 1)
      try writer.write(titles[index], &source, into: &markup, to: write)
      damaged += writer.damaged
    }
    markup.add("</main>\n")
    markup.addFoot()
    try write(markup.take())
  }
}
