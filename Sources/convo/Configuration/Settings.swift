import ChatCompletions

/// What a command that talks to an endpoint uses: flag over environment over file over preset.
struct Settings: Sendable {
  /// The endpoint.
  var provider: Provider
  /// The model's name as requests carry it.
  var model: String
  /// The key; nil when none is needed or wanted.
  var key: APIKey?
  /// The model's window.
  var profile: ModelProfile
  /// Whether the profile is more than an assumption; if not, the user should be told.
  var profileIsKnown: Bool
  /// How the endpoint is reached.
  var connection = ConnectionSettings()
  /// The configuration's file, for what is relative to it.
  var configurationPath = ""

  /// What the client needs to know.
  var endpoint: Endpoint {
    Endpoint(baseURL: provider.baseURL, key: key?.value, headers: provider.headers)
  }

  /// Resolves the settings of a command.
  ///
  /// - Parameters:
  ///   - flags: What the command line says.
  ///   - environment: `OPENAI_BASE_URL`, `CONVO_MODEL` and the variables of keys.
  ///   - configuration: The file and the presets.
  ///   - needsKey: False for commands that send nothing.
  /// - Returns: The settings, with everything that is needed to ask.
  /// - Throws: `ConfigurationError` for a provider, base URL, model or key that is missing or wrong.
  static func resolve(
    flags: SettingsFlags, environment: EnvironmentVariables, configuration: Configuration,
    needsKey: Bool = true
  ) throws(ConfigurationError) -> Settings {
    let named = flags.model ?? environment["CONVO_MODEL"]?.trimmed.nonEmpty
    let choice = try ProviderChoice.choose(
      flags: flags, environment: environment, configuration: configuration,
      model: named ?? configuration.model)
    let provider = choice.provider
    let fileModel = choice.takesFileModel(configuration) ? configuration.model : nil
    guard let written = named ?? fileModel ?? provider.defaultModel else {
      throw .missingModel(provider: provider.name, known: provider.models.map(\.name))
    }
    let model = choice.model(written)
    let (profile, isKnown) = provider.profile(of: model)
    let key = try key(of: provider, environment, needed: needsKey, file: configuration.path)
    return Settings(
      provider: provider, model: model, key: key, profile: profile, profileIsKnown: isKnown,
      connection: configuration.connection.overridden(by: provider.connection),
      configurationPath: configuration.path)
  }

  private static func key(
    of provider: Provider, _ environment: EnvironmentVariables, needed: Bool, file: String
  ) throws(ConfigurationError) -> APIKey? {
    guard !provider.keyEnvironment.isEmpty else { return nil }
    var variables = provider.keyEnvironment
    if !variables.contains(APIKey.commonVariable) { variables.append(APIKey.commonVariable) }
    let key = try APIKey.find(in: variables, environment: environment)
    if key == nil, needed, provider.needsKey {
      throw .missingKey(provider: provider.name, variables: variables, file: file)
    }
    return key
  }
}
