import ArgumentParser

/// As convo's, and empty.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show or change the configuration.",
    subcommands: [ConfigShow.self, ConfigPath.self, ConfigSet.self])
}
