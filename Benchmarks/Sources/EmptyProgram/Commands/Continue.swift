import ArgumentParser

/// As convo's, and empty.
struct Continue: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Continue a conversation.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions
  @OptionGroup var prompt: PromptOptions

  @Option(name: .shortAndLong, help: "A REF.")
  var ref: String?

  @Option(name: .customLong("tool-result"), help: "A tool's result.")
  var toolResults: [String] = []

  @Argument(help: "Words.")
  var words: [String] = []

  func run() {}
}
