import ArgumentParser

/// `convo config set`: changes a setting.
struct ConfigSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change one setting; comments and order stay as they are.",
    discussion: "Example: convo config set providers.ecnu.models.ecnu-plus.context 32768")

  @Argument(help: "The setting, for example provider or providers.ecnu.base_url.")
  var key: String

  @Argument(help: "The value.")
  var value: String

  func run() throws {
    var edit = try ConfigEdit(path: Locations.current.configFile)
    try edit.set(key, value)
    try edit.write()
    StandardError.notice("\(key) is now \(value)")
  }
}
