import ArgumentParser

/// As convo's, and empty.
struct Usage: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Report the usage.")

  @OptionGroup var store: StoreOptions

  @Option(help: "Rows.")
  var by = "day"

  @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
  var since: String?

  @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
  var until: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() {}
}
