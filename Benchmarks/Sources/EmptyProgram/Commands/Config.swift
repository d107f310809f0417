import ArgumentParser

/// As convo's, and empty.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show the configuration.")

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() {}
}
