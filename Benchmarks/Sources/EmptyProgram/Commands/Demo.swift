import ArgumentParser

/// As convo's, and empty.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show what convo does.")

  @Flag(help: "Only serve.")
  var serve = false

  @Option(help: "The port.")
  var port = 0

  func run() {}
}
