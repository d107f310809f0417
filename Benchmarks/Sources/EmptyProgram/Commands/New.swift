import ArgumentParser

/// As convo's, and empty.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Begin a conversation.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions
  @OptionGroup var prompt: PromptOptions

  @Option(name: .shortAndLong, help: "Instructions.")
  var system: String?

  @Option(name: .shortAndLong, help: "The title.")
  var title: String?

  @Option(help: "A tag.")
  var tag: [String] = []

  @Argument(help: "Words.")
  var words: [String] = []

  func run() {}
}
