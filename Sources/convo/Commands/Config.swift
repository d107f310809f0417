import ArgumentParser

/// `convo config`: the settings.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", _superCommandName: "convo",
    abstract: "Show or change the settings.",
    discussion: """
      The file is TOML; endpoints stand in it as [providers.NAME] tables. Keys never do: they come \
      from the environment, a command, or a file that only you can read.

      Example: convo config init
      """,
    subcommands: [ConfigInit.self, ConfigShow.self, ConfigPath.self, ConfigSet.self])
}
