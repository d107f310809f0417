import ArgumentParser
import ChatStore

/// `convo search`: finds messages.
struct Search: QueryCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", _superCommandName: "convo",
    abstract: "Find messages, newest first.",
    discussion: """
      All words must occur. "Words in quotation marks" stand together, -word must not occur, one of \
      two words joined by OR must, and begin* finds every word that begins so. Chinese, Japanese and \
      Korean are found by any part of a word, identifiers whole and by their parts.

      Filters: role:user, model:qwen, tag:work, in:REF, has:code (tool, image, error), after:3d, \
      before:2026-11 (a day, a month, a year; 12h, 3d, 2w, 6m, 1y; today, yesterday, last-week, \
      last-month). A filter can be excluded (-role:tool) like a word.

      What is in the archive is found too, what is in the trash only with --trash. What tools were \
      asked and answered, and what models thought, is found with --scope.

      Example: convo search 数据库 sqlite after:last-month
      """)

  static let optionsWithValues = ["-n", "--limit", "--db", "--tag", "--scope", "--in"]

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many at most.")
  var limit: Int?

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "The best first, newer ones before older ones: the 1,000 newest are compared.")
  var rank = false

  @Flag(help: "Print only how many messages there are.")
  var count = false

  @Option(
    help:
      "Where to look: content (the default), reasoning, arguments, results, or all; with commas.")
  var scope: ScopeArgument?

  @Option(name: .customLong("in"), help: "Only in this conversation (REF).")
  var conversation: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
  var words: [String] = []

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("-n must be at least 1.") }
    if limit != nil, all { throw ValidationError("Give -n or --all, not both.") }
    if count, rank { throw ValidationError("Give --count or --rank, not both.") }
    guard !filter.tag.isEmpty || words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      throw ValidationError("Say what to look for.")
    }
  }

  func run() throws {
    let query = try SearchArguments(words.isEmpty ? filter.tag.map { "tag:\"\($0)\"" } : words)
      .query
    if query.isEmpty { throw SearchArguments.wordless }
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    var options = SearchOptions()
    options.order = rank ? .relevance : .newest
    let most = all ? .max : limit ?? 20
    // One more tells whether there are more.
    options.limit = most < .max ? most + 1 : .max
    options.scopes = scope?.scopes
    options.filter = filter.filter(otherwise: .kept)
    options.conversation = try conversation.map { try resolver.wholeConversation($0) }
    for reference in query.references {
      options.references[reference] = try resolver.wholeConversation(reference)
    }
    var progress = IndexProgress()
    if count {
      let count = try store.countHits(query, options) { progress.show(left: $0) }
      progress.clear()
      writeCount(count)
      if count == 0 { throw Failure(.nothingFound) }
      return
    }
    let list = HitList(isJSON: json)
    options.columns = list.snippetColumns
    let hits = try store.search(query, options) { progress.show(left: $0) }
    progress.clear()
    guard !hits.isEmpty else { throw Failure(.nothingFound, reason(of: query)) }
    list.write(Array(hits.prefix(most)))
    if hits.count > most {
      StandardError.notice("there are more (-n, --all, --count)")
    }
  }

  private func writeCount(_ count: Int) {
    guard json else { return StandardOutput.line("\(count)") }
    var line = JSONLine(type: "count")
    line.add("messages", count)
    line.write()
  }

  private func reason(of query: SearchQuery) -> String {
    scope == nil && !query.words.isEmpty
      ? "Nothing was found in what was said; --scope all looks at tools and reasoning too."
      : "Nothing was found."
  }
}
