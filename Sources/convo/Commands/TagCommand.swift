import ArgumentParser
import ChatStore

/// `convo tag`: puts tags on a conversation.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag", _superCommandName: "convo",
    abstract: "Put tags on a conversation or take them off; without any, print them.",
    discussion: """
      Without a REF it is the current conversation. With --list every tag is printed with the \
      number of conversations that have it.

      Example: convo tag swift sorting --remove draft
      """)

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "The conversation, where it is not the first argument.")
  var ref: String?

  @Option(help: "A tag to take off; may be repeated.")
  var remove: [String] = []

  @Flag(name: .shortAndLong, help: "Print every tag in use.")
  var list = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "An id, @ or :branch, perhaps, and tags to put on.")
  var words: [String] = []

  func run() throws {
    let store = try store.open()
    if list { return try writeAll(store.tagCounts()) }
    let resolver = TargetResolver(store: store)
    let (reference, rest) = try ref.map { ($0, words) } ?? resolver.splittingNames(words)
    let tags = rest.map(\.trimmed)
    let conversation = try resolver.target(reference).conversation
    if !tags.isEmpty || !remove.isEmpty {
      let isChanged = try store.changeTags(of: conversation, adding: tags, removing: remove)
      if !isChanged { StandardError.notice("the tags of \(conversation.id.shortID) are as before") }
    }
    for tag in try store.tags(of: conversation) { write(tag, nil) }
  }

  private func writeAll(_ tags: [(tag: String, conversations: Int)]) throws {
    guard !tags.isEmpty else { throw Failure(.nothingFound, "No conversation has a tag.") }
    for (tag, count) in tags { write(tag, count) }
  }

  private func write(_ tag: String, _ count: Int?) {
    guard json else {
      let number = count.map { "\($0)".leftPadded(to: 5) + "  " } ?? ""
      return StandardOutput.line(number + TerminalText.line(tag))
    }
    var line = JSONLine(type: "tag")
    line.add("name", tag)
    line.add("conversations", count)
    line.write()
  }
}
