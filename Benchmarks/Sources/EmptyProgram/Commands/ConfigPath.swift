import ArgumentParser

/// As convo's, and empty.
struct ConfigPath: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print the file.")

  func run() {}
}
