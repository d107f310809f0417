import ArgumentParser

/// As convo's, and empty.
struct Branch: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Make a branch.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions
  @OptionGroup var prompt: PromptOptions

  @Option(name: .shortAndLong, help: "A REF.")
  var ref: String?

  @Option(name: .shortAndLong, help: "The name.")
  var name: String?

  @Flag(name: .shortAndLong, help: "Print the branches.")
  var list = false

  @Argument(help: "Words.")
  var words: [String] = []

  func run() {}
}
