import ArgumentParser

/// `convo config path`: where the file is.
struct ConfigPath: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Print where the configuration file is.",
    discussion: "Example: $EDITOR \"$(convo config path)\"")

  func run() {
    StandardOutput.line(Locations.current.configFile)
  }
}
