import ArgumentParser

/// As convo's, and empty.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Examine the store.")

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() {}
}
