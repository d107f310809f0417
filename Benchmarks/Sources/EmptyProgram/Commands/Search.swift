import ArgumentParser

/// As convo's, and empty.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Search the messages.")

  @OptionGroup var store: StoreOptions

  @Option(name: [.customShort("n"), .long], help: "How many at most.")
  var limit = 20

  @Option(name: .customLong("in"), help: "Only in this one.")
  var conversation: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "Words.")
  var words: [String] = []

  func run() {}
}
