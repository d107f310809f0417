import ArgumentParser

/// As convo's, and empty.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show a conversation.")

  @OptionGroup var store: StoreOptions

  @Option(name: [.customShort("n"), .long], help: "How many.")
  var limit: Int?

  @Flag(help: "The reasoning too.")
  var reasoning = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "A REF.")
  var ref: String?

  func run() {}
}
