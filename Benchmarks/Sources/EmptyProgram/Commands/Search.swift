import ArgumentParser

/// As convo's, and empty.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search the messages.", discussion: "Words, phrases and filters.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many at most.")
  var limit: Int?

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "The best first.")
  var rank = false

  @Flag(help: "Print only how many there are.")
  var count = false

  @Option(help: "Where to look.")
  var scope: String?

  @Option(name: .customLong("in"), help: "Only in this one.")
  var conversation: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
  var words: [String] = []

  func run() {}
}
