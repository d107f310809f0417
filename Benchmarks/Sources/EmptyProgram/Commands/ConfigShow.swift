import ArgumentParser

/// As convo's, and empty.
struct ConfigShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the configuration.")

  func run() {}
}
