import ArgumentParser

/// As convo's, and empty.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List models.")

  @OptionGroup var request: RequestOptions

  @Flag(help: "Only those known.")
  var known = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() {}
}
