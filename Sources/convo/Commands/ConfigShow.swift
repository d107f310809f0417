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
    let environment = EnvironmentVariables.process
    for provider in configuration.providers {
      let source = provider.keyEnvironment.first { environment[$0]?.isEmpty == false }
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

  private func write(_ provider: Provider, keySource: String?) {
    let key =
      keySource.map { "key from \($0)" }
      ?? (provider.keyEnvironment.isEmpty
        ? "no key needed" : "no key; set \(provider.keyEnvironment[0])")
    StandardOutput.line(
      "\(TerminalText.line(provider.name).padded(to: 9)) "
        + "\(provider.baseURL)  \(provider.defaultModel ?? "no default model")  (\(key))")
  }

  private static func json(_ provider: Provider, keySource: String?) -> JSONLine {
    var line = JSONLine(type: "provider")
    line.add("name", provider.name)
    line.add("base_url", provider.baseURL)
    line.add("default_model", provider.defaultModel)
    line.add("key_source", keySource)
    line.add("models", .array(provider.models.map { .string($0.name) }))
    return line
  }
}
