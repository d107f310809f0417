import ArgumentParser

/// As convo's, and empty.
struct Tree: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Draw a conversation.")

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "A REF.")
  var ref: String?

  func run() {}
}
