/// Where a provider's key is, found without reading it.
///
/// The provider's own sources come first: its variables, its command, its file. The variable that all
/// clients know is asked only for a provider of whose key the user has said nothing, so that no key is
/// sent to another's endpoint. See `docs/decisions/0012-keys.md`.
enum KeySource: Sendable, Equatable {
  /// The environment variable of this name.
  case variable(String)
  /// What a shell command prints; the provider's name is for messages.
  case command(String, provider: String)
  /// The file at this path.
  case file(String)

  /// Finds the source of a provider's key; nil if there is none.
  ///
  /// - Parameters:
  ///   - provider: Whose key it is.
  ///   - environment: Which variables are set; one that holds only space counts as not set.
  ///   - file: The configuration file, beside which a relative `key_file` is looked for.
  /// - Returns: The first source that is there.
  static func find(
    for provider: Provider, environment: EnvironmentVariables, file: String
  ) -> KeySource? {
    if let own = own(of: provider, environment: environment, file: file) { return own }
    guard takesCommonVariable(provider), isSet(APIKey.commonVariable, environment) else {
      return nil
    }
    return .variable(APIKey.commonVariable)
  }

  /// Whether the variable that all clients know may hold a provider's key: not where the user has said
  /// which variable does, or somebody else's key would be sent there.
  static func takesCommonVariable(_ provider: Provider) -> Bool {
    !provider.keyEnvironment.isEmpty
      && (provider.keyEnvironment.contains(APIKey.commonVariable)
        || Presets.drafts.contains { $0.keyEnvironment == provider.keyEnvironment })
  }

  /// The same without the variable that holds for every provider.
  static func own(
    of provider: Provider, environment: EnvironmentVariables, file: String
  ) -> KeySource? {
    if let variable = provider.keyEnvironment.first(where: { isSet($0, environment) }) {
      return .variable(variable)
    }
    if let command = provider.keyCommand { return .command(command, provider: provider.name) }
    return provider.keyFile.map {
      .file(Locations.expanded($0, beside: file, environment: environment))
    }
  }

  /// What a message says: "the key came from …".
  var words: String {
    switch self {
    case .variable(let name): "the environment variable \(name)"
    case .command(_, let provider): "the command in providers.\(provider).key_command"
    case .file(let path): "the file \(path)"
    }
  }

  /// The key.
  ///
  /// This may run a command that asks the user for a password, so only what is about to send a
  /// request calls it.
  /// - Throws: `ConfigurationError` when there is no key that could be sent.
  func key(environment: EnvironmentVariables) async throws(ConfigurationError) -> APIKey {
    switch self {
    case .variable(let name): try APIKey(environment[name] ?? "", from: self)
    case .command(let command, let provider):
      try APIKey(await KeyCommand(command: command, provider: provider).run(), from: self)
    case .file(let path): try APIKey(KeyFile.read(path), from: self)
    }
  }

  private static func isSet(_ variable: String, _ environment: EnvironmentVariables) -> Bool {
    !(environment[variable]?.trimmed ?? "").isEmpty
  }
}
