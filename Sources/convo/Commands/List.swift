import ArgumentParser
import ChatStore

/// `convo list`: the conversations used last.
struct List: QueryCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", _superCommandName: "convo",
    abstract: "List the conversations used last, newest first.",
    discussion: """
      With a query only those in which convo search finds something, or whose titles have its words as typed; \
      after: and before: are about the last use. The numbers are those of messages and branches. What \
      is in the archive or the trash is listed only when it is asked for. With --trash, branches and \
      messages in the trash of other conversations come after the conversations.

      Example: convo list tag:swift after:last-month -n 5
      """,
    aliases: ["ls"])

  static let optionsWithValues = ["-n", "--limit", "--db", "--tag"]

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many at most.")
  var limit = 20

  @Flag(help: "Show the tags of each.")
  var tags = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(
    help: ArgumentHelp("What is said in them, and filters, as for search.", valueName: "query"))
  var words: [String] = []

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("-n must be at least 1.") }
  }

  func run() throws {
    let query = try SearchArguments(words).query
    if !words.isEmpty, query.isEmpty { throw SearchArguments.wordless }
    let store = try store.open()
    // One more tells whether there are more.
    let found = try conversations(query, in: store, limit < .max ? limit + 1 : .max)
    let conversations = Array(found.prefix(limit))
    let items = filter.trash && query.isEmpty ? try store.trashedItems(tags: filter.tag) : []
    guard !conversations.isEmpty || !items.isEmpty else {
      throw Failure(
        .nothingFound,
        filter.isGiven || !query.isEmpty
          ? "There are no such conversations."
          : try reason(in: store))
    }
    let list = ConversationList(
      counts: try store.branchCounts(of: conversations),
      width: StandardOutput.isTerminal ? StandardOutput.width : nil)
    if !json, list.width != nil { StandardOutput.line(list.header) }
    for conversation in conversations {
      let names = tags || json ? try store.tags(of: conversation) : []
      if json {
        list.json(conversation, tags: tags ? names : nil).write()
      } else {
        StandardOutput.line(list.line(conversation, tags: names))
      }
    }
    for item in items.prefix(limit - conversations.count) {
      if json { item.json.write() } else { StandardOutput.line(item.line(width: list.width)) }
    }
    if found.count > limit { StandardError.notice("there are more; -n says how many to list") }
  }

  private func conversations(
    _ query: SearchQuery, in store: ChatStore, _ limit: Int
  ) throws -> [Conversation] {
    let filter = filter.filter(otherwise: .inUse)
    guard !query.isEmpty else { return try store.conversations(limit: limit, filter) }
    var options = SearchOptions()
    (options.filter, options.limit) = (filter, limit)
    let resolver = TargetResolver(store: store)
    for reference in query.references {
      options.references[reference] = try resolver.wholeConversation(reference)
    }
    var progress = IndexProgress()
    defer { progress.clear() }
    return try store.conversations(matching: query, options) { progress.show(left: $0) }
  }

  /// Why there is nothing to list.
  private func reason(in store: ChatStore) throws -> String {
    if try !store.conversations(limit: 1, ConversationFilter(.kept)).isEmpty {
      return "Every conversation is in the archive; convo list --archived shows them."
    }
    return try store.conversations(limit: 1, ConversationFilter(.trash)).isEmpty
      ? "There are no conversations yet; begin one with convo new."
      : "Every conversation is in the trash; convo list --trash shows them."
  }
}
