import ArgumentParser

/// As convo's, and empty.
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Rename a conversation.")

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "A REF.")
  var ref: String?

  @Argument(help: "Words.")
  var words: [String] = []

  func run() {}
}
