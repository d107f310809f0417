import ArgumentParser

/// As convo's, and empty.
struct ConfigSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change the configuration.")

  @Argument(help: "A key.")
  var key: String

  @Argument(help: "A value.")
  var value: String

  func run() {}
}
