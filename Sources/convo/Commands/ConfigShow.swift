import ArgumentParser
import ChatCompletions

/// `convo config show`: what is in force.
struct ConfigShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the file's settings and every provider, the presets included.",
    discussion: "Example: convo config show")

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let locations = Locations.current
    let configuration = try Configuration.load(from: locations.configFile)
    var line = JSONLine(type: "configuration")
    line.add("file", locations.configFile)
    line.add("store", locations.store)
    line.add("provider", configuration.provider)
    line.add("model", configuration.model)
    line.add("system", configuration.system)
    if json { line.write() } else { Self.write(line) }
    for provider in configuration.providers {
      let source = KeySource.find(
        for: provider, environment: .process, file: configuration.path)
      if json {
        Self.json(provider, keySource: source).write()
      } else {
        write(provider, keySource: source)
      }
    }
  }

  private static func write(_ line: JSONLine) {
    for (key, value) in line.json.objectValue?.pairs ?? [] where key != "type" {
      StandardOutput.line("\(key.padded(to: 9)) \(TerminalText.line(value.stringValue ?? ""))")
    }
    StandardOutput.line("")
  }

  private func write(_ provider: Provider, keySource: KeySource?) {
    let key =
      keySource.map { "key from \(TerminalText.line($0.words))" }
      ?? (provider.keyEnvironment.isEmpty
        ? "no key needed" : "no key; set \(provider.keyEnvironment[0])")
    StandardOutput.line(
      "\(TerminalText.line(provider.name).padded(to: 9)) "
        + "\(provider.baseURL)  \(provider.defaultModel ?? "no default model")  (\(key))")
  }

  private static func json(_ provider: Provider, keySource: KeySource?) -> JSONLine {
    var line = JSONLine(type: "provider")
    line.add("name", provider.name)
    line.add("base_url", provider.baseURL)
    line.add("default_model", provider.defaultModel)
    line.add("key_source", keySource.map(setting))
    if case .file(let path) = keySource { line.add("key_file", path) }
    line.add("models", .array(provider.models.map { .string($0.name) }))
    return line
  }

  /// The name of the variable, or of the setting that says where the key is.
  private static func setting(_ source: KeySource) -> String {
    switch source {
    case .variable(let name): name
    case .command: "key_command"
    case .file: "key_file"
    }
  }
}
