import ArgumentParser

/// As convo's, and empty.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the conversations.", aliases: ["ls"])

  @OptionGroup var store: StoreOptions

  @Option(name: [.customShort("n"), .long], help: "How many at most.")
  var limit = 20

  @Flag(help: "Show the tags of each.")
  var tags = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "What is said in them, and filters.")
  var words: [String] = []

  func run() {}
}
