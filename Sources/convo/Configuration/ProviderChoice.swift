import ChatCompletions
import ChatSession

/// Which provider a command uses, and how it came to that.
struct ProviderChoice: Sendable {
  /// What named the provider.
  enum Reason: Sendable, Equatable {
    /// The flag `--provider`.
    case flag
    /// A base URL that is a provider's own, or nobody's.
    case baseURL
    /// The key `provider` in the file.
    case file
    /// The part before the slash of the model's name.
    case modelPrefix
    /// The only provider that has a key of its own.
    case onlyKey
    /// Nothing: it is the preset that stands first.
    case preset
  }

  let provider: Provider
  let reason: Reason

  /// Chooses: flag, base URL, file, the model's prefix, the only key, `openai`.
  static func choose(
    flags: SettingsFlags, environment: EnvironmentVariables, configuration: Configuration,
    model: String?
  ) throws(ConfigurationError) -> ProviderChoice {
    if let name = flags.provider {
      guard var provider = configuration.provider(named: name) else {
        throw .unknownProvider(
          name, source: "--provider", known: configuration.providers.map(\.name))
      }
      if let url = flags.baseURL {
        let wanted = try parsed(url, source: "--base-url")
        // Another address is another endpoint, and must not be taken for this one later.
        if (try? BaseURL(provider.baseURL)) != wanted { provider.name = wanted.name }
        provider.baseURL = url
      }
      return ProviderChoice(provider: provider, reason: .flag)
    }
    if let url = flags.baseURL {
      return try at(url, source: "--base-url", configuration)
    }
    if let url = environment["OPENAI_BASE_URL"]?.trimmed, !url.isEmpty {
      return try at(url, source: "the environment variable OPENAI_BASE_URL", configuration)
    }
    return withoutURL(environment: environment, configuration: configuration, model: model)
  }

  private static func withoutURL(
    environment: EnvironmentVariables, configuration: Configuration, model: String?
  ) -> ProviderChoice {
    if let provider = configuration.provider.flatMap(configuration.provider(named:)) {
      return ProviderChoice(provider: provider, reason: .file)
    }
    if let prefix = model.flatMap(prefix), let provider = configuration.provider(named: prefix) {
      return ProviderChoice(provider: provider, reason: .modelPrefix)
    }
    let withKey = configuration.providers.filter { provider in
      KeySource.own(of: provider, environment: environment, file: configuration.path) != nil
    }
    if withKey.count == 1, let provider = withKey.first {
      return ProviderChoice(provider: provider, reason: .onlyKey)
    }
    let preset = configuration.provider(named: "openai") ?? configuration.providers.first
    return ProviderChoice(provider: preset ?? unnamed("https://api.openai.com/v1"), reason: .preset)
  }

  /// The provider at an address: the file's if it is there, else one that has it, else a new one.
  private static func at(
    _ url: String, source: String, _ configuration: Configuration
  ) throws(ConfigurationError) -> ProviderChoice {
    let wanted = try parsed(url, source: source)
    let there = configuration.providers.filter { (try? BaseURL($0.baseURL)) == wanted }
    let preferred = there.first { $0.name == configuration.provider } ?? there.first
    if let preferred { return ProviderChoice(provider: preferred, reason: .baseURL) }
    return ProviderChoice(provider: unnamed(url, name: wanted.name), reason: .baseURL)
  }

  private static func parsed(
    _ url: String, source: String
  ) throws(ConfigurationError) -> BaseURL {
    do {
      return try BaseURL(url)
    } catch {
      throw .invalidBaseURL(source: source, reason: error.reason)
    }
  }

  private static func unnamed(_ url: String, name: String = "openai") -> Provider {
    Provider(
      name: name, baseURL: url, keyEnvironment: [APIKey.commonVariable], defaultModel: nil,
      models: [], developerRole: false, streamUsage: true,
      headers: [], parameters: [])
  }
}
