import ChatCompletions
import ChatTokens

/// What a command that talks to an endpoint uses: flag over environment over file over preset.
struct Settings: Sendable {
  /// The endpoint.
  var provider: Provider
  /// The model's name as requests carry it.
  var model: String
  /// Where the key is, which is read only when a request is about to be sent; nil when none is
  /// needed or wanted.
  var keySource: KeySource?
  /// The model's window.
  var profile: ModelProfile
  /// Whether the profile is more than an assumption; if not, the user should be told.
  var profileIsKnown: Bool
  /// How the endpoint is reached.
  var connection = ConnectionSettings()
  /// The configuration's file, for what is relative to it.
  var configurationPath = ""

  /// What the client needs to know.
  func endpoint(key: APIKey?) -> Endpoint {
    Endpoint(baseURL: provider.baseURL, key: key?.value, headers: provider.headers)
  }

  /// What counts the model's tokens.
  /// - Throws: `Failure` for a vocabulary that cannot be used.
  func tokenizer() throws -> any Tokenizer {
    try profile.tokenizer.tokenizer(splitting: profile.splitting, beside: configurationPath)
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
    let source = KeySource.find(
      for: provider, environment: environment, file: configuration.path)
    if source == nil, needsKey, provider.needsKey {
      throw missingKey(provider, file: configuration.path)
    }
    return Settings(
      provider: provider, model: model, keySource: source, profile: profile,
      profileIsKnown: isKnown,
      connection: configuration.connection.overridden(by: provider.connection),
      configurationPath: configuration.path)
  }

  private static func missingKey(_ provider: Provider, file: String) -> ConfigurationError {
    var variables = provider.keyEnvironment
    if KeySource.takesCommonVariable(provider), !variables.contains(APIKey.commonVariable) {
      variables.append(APIKey.commonVariable)
    }
    return .missingKey(provider: provider.name, variables: variables, file: file)
  }
}
