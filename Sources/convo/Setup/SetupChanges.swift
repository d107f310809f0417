/// What the answers of `config init` change in the configuration.
struct SetupChanges: Sendable {
  /// The settings in the order of the file, each with its value as it is typed in a command.
  private(set) var settings: [(path: [TOMLKey], value: String)] = []
  private let provider: String

  /// Finds the settings that make a provider the one that is asked.
  ///
  /// - Parameters:
  ///   - provider: Its name.
  ///   - baseURL: Its address, if that is not known yet.
  ///   - known: What is known of it already.
  ///   - key: Where its key is kept.
  init(provider: String, baseURL: String?, known: Provider?, key: KeyPlace) {
    self.provider = provider
    settings.append(([TOMLKey("provider")], provider))
    if let baseURL { set("base_url", baseURL) }
    let variables = known?.keyEnvironment
    switch key {
    case .file:
      if known?.keyCommand != nil { set("key_command", "") }
      set("key_file", Self.keyFile(of: provider))
    case .command(let command): set("key_command", command)
    case .variable(let name):
      if variables?.first != name { set("key_env", name) }
      forget(known)
    case .none:
      // Without this an endpoint of the user's own would get the key of OPENAI_API_KEY.
      let isBare = known?.keyCommand == nil && known?.keyFile == nil
      if variables?.isEmpty != true || !isBare { set("key_env", "") }
      forget(known)
    }
  }

  /// The key file's path as the configuration names it: beside itself, so that the folder can move.
  static func keyFile(of provider: String) -> String { "keys/\(provider)" }

  /// Adds the model that is asked.
  mutating func setModel(_ model: String) {
    settings.insert(([TOMLKey("model")], model), at: 1)
  }

  /// The file with the changes in it; the rest of the text stays as it is.
  func applied(to text: String, path: String) throws(ConfigurationError) -> String {
    guard !text.trimmed.isEmpty else { return try newText(path: path) }
    var edit = ConfigEdit(text: text, path: path)
    // An endpoint must be described before it is named.
    for setting in settings.filter({ $0.path.count > 1 }) + settings.filter({ $0.path.count == 1 })
    {
      try edit.set(setting.path.written, setting.value)
    }
    return edit.text
  }

  /// A file of its own, with a comment on everything in it.
  private func newText(path: String) throws(ConfigurationError) -> String {
    var lines = [
      "# The settings of convo. \"convo config show\" prints what they come to, and",
      "# \"convo config set KEY VALUE\" changes one line here and leaves the rest as it is.",
      "",
      "# Whom to ask when a command names nobody with --provider or --model.",
    ]
    for setting in settings where setting.path.count == 1 { lines.append(try line(setting)) }
    let own = settings.filter { $0.path.count > 1 }
    lines += ["", "# An endpoint. Its key never stands here, only where the key is."]
    lines.append(([TOMLKey("providers"), TOMLKey(provider)]).header)
    for setting in own {
      lines += Self.comments[setting.path.last?.text ?? ""] ?? []
      lines.append(try line(setting))
    }
    lines += [
      "",
      "# What convo does not know of a model can be said like this, in tokens:",
      "# \(([TOMLKey("providers"), TOMLKey(provider), TOMLKey("models"), TOMLKey("NAME")]).header)",
      "# context = 32768",
      "# reply = 4096",
    ]
    let text = lines.map { $0 + "\n" }.joined()
    _ = try Configuration.parse(text, path: path)
    return text
  }

  private func line(
    _ setting: (path: [TOMLKey], value: String)
  ) throws(ConfigurationError) -> String {
    let value = try ConfigValue(setting.value, at: setting.path).written
    return "\(setting.path.suffix(1).written) = \(value)"
  }

  private static let comments = [
    "base_url": ["# The address that /chat/completions is appended to."],
    "key_env": ["# The environment variable that holds the key."],
    "key_command": ["# A command whose first line is the key."],
    "key_file": [
      "# The file with the key, for you alone (chmod 600); a path begins at this folder."
    ],
  ]

  private mutating func set(_ key: String, _ value: String) {
    settings.append(([TOMLKey("providers"), TOMLKey(provider), TOMLKey(key)], value))
  }

  /// Takes away sources that would go before the one that is wanted.
  private mutating func forget(_ known: Provider?) {
    if known?.keyCommand != nil { set("key_command", "") }
    if known?.keyFile != nil { set("key_file", "") }
  }
}

extension [TOMLKey] {
  /// The line that begins a table.
  fileprivate var header: String { "[\(written)]" }
}
