import ArgumentParser

/// As convo's, and empty.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Export conversations.")

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "The format.")
  var format = "jsonl"

  @Option(name: .shortAndLong, help: "The file.")
  var output: String?

  @Flag(help: "Every conversation.")
  var all = false

  @Argument(help: "REFs.")
  var refs: [String] = []

  func run() {}
}
