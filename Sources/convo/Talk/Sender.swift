import ChatCompletions
import ChatDemo
import ChatHTTP
import ChatSession
import ChatStore
import ChatTokens

/// An endpoint to talk to, and how requests to it are made.
struct Sender {
  let client: ChatClient
  var settings: RequestSettings

  /// Where the key came from, or where it was looked for; never the key.
  let keySource: String

  /// Resolves flags, environment, the conversation's last turn and the configuration.
  ///
  /// A conversation goes on with the model and the parameters of its last turn, unless told
  /// otherwise. With `quietly` nothing is said about the model.
  static func make(
    _ options: RequestOptions, configuration: Configuration, continuing turn: Turn? = nil,
    quietly: Bool = false
  ) async throws -> Sender {
    #if Networking
      let settings = try resolve(options, configuration: configuration, continuing: turn)
      if !quietly {
        // Only an endpoint that stands in the configuration has settings to change there.
        let isNamed = configuration.provider(named: settings.provider.name) != nil
        tell(settings, isNamed: isNamed, options: options, after: turn)
      }
      let requestSettings = try requestSettings(settings, options: options, continuing: turn)
      let key = try await settings.keySource?.key(environment: .process)
      return Sender(
        client: try await client(of: settings, key: key, caFile: options.caFile),
        settings: requestSettings,
        keySource: words(on: key, of: settings.provider))
    #else
      throw Failure(
        .configuration, "This convo was built without networking; only --no-send works.")
    #endif
  }

  #if Networking
    /// The client of an endpoint; the built-in one is started.
    static func client(
      of settings: Settings, key: APIKey?, caFile: String? = nil
    ) async throws -> ChatClient {
      var endpoint = settings.endpoint(key: key)
      if DemoProvider.isPreset(settings.provider) {
        endpoint.baseURL = try await DemoProvider.start()
      }
      return ChatClient(
        endpoint: endpoint,
        transport: try transport(settings, caFile: caFile),
        retry: settings.connection.retryPolicy, timeouts: settings.connection.timeouts,
        onRetry: { notice in
          let tenths = Int((notice.delay / .milliseconds(100)).rounded(.up))
          StandardError.notice(
            "\(notice.reason); trying again in \(tenths / 10).\(tenths % 10) s")
        })
    }
  #endif

  /// What is said when an endpoint refuses the key, or the lack of one; never the key.
  static func words(on key: APIKey?, of provider: Provider) -> String {
    if let key { return "the key came from \(key.source)" }
    guard let variable = provider.keyEnvironment.first else {
      return "no key was sent, because key_env of \(provider.name) names no variable"
    }
    return "no key was sent; set \(variable)"
  }

  /// Whatever went wrong with the endpoint, with what helps against it.
  func failure(_ error: ChatClientError) -> Failure {
    if error.status == 401 || error.status == 403 {
      return Failure(.keyRefused, "\(error.sentence) (\(keySource))")
    }
    if error.kind == .transport(.untrustedCertificate) {
      return Failure(
        .endpoint, "\(error.sentence); if you trust its authority, name its file with --ca-file")
    }
    return Failure(error)
  }

  #if Networking
    private static func transport(_ settings: Settings, caFile: String?) throws -> HTTPTransport {
      var authorities = TrustedAuthorities.system
      if let file = AuthoritiesFile.find(flag: caFile, settings: settings, environment: .process) {
        do throws(CertificateFileError) {
          authorities = try TrustedAuthorities(file: file.path)
        } catch {
          throw Failure(
            .configuration,
            "The certificates in \(file.path), which \(file.source) names, cannot be used: \(error)."
          )
        }
      }
      return HTTPTransport(
        connectTimeout: settings.connection.connectTimeout.map { .seconds($0) } ?? .seconds(10),
        authorities: authorities)
    }
  #endif

  /// Says what a person might not expect: another endpoint than before, or an unknown window.
  private static func tell(
    _ settings: Settings, isNamed: Bool, options: RequestOptions, after turn: Turn?
  ) {
    let (provider, model) = (settings.provider.name, settings.model)
    if let turn, turn.provider != provider {
      StandardError.notice(
        "this conversation was held with \(turn.provider)/\(turn.model); "
          + "now \(provider)/\(model) is asked")
    }
    let isNew = turn?.provider != provider || turn?.model != model
    guard !settings.profileIsKnown, options.budget == nil, isNew else { return }
    let once =
      isNamed
      ? ", or once with convo config set providers.\(provider).models.\(model).context N" : ""
    StandardError.notice(
      "the window of \(model) is not known, so \(settings.profile.context) tokens are assumed; "
        + "say more with --budget\(once)")
  }

  /// Flags come first, then a base URL in the environment, then what the conversation used last.
  static func resolve(
    _ options: RequestOptions, configuration: Configuration, continuing turn: Turn?,
    needsKey: Bool = true
  ) throws -> Settings {
    var flags = SettingsFlags(
      provider: options.provider, baseURL: options.baseURL, model: options.model)
    let environment = EnvironmentVariables.process
    let isElsewhere =
      flags.provider != nil || flags.baseURL != nil
      || environment["OPENAI_BASE_URL"]?.trimmed.nonEmpty != nil
    if let turn, !isElsewhere {
      guard configuration.provider(named: turn.provider) != nil else {
        throw Failure(
          .configuration,
          "This conversation was held with \(turn.provider), which is not in the configuration; "
            + "say whom to ask with OPENAI_BASE_URL, --base-url or --provider.")
      }
      flags.provider = turn.provider
    }
    if let turn, flags.model == nil {
      var last = flags
      last.model = turn.model
      let settings = try Settings.resolve(
        flags: last, environment: environment, configuration: configuration, needsKey: needsKey)
      if settings.provider.name == turn.provider { return settings }
    }
    return try Settings.resolve(
      flags: flags, environment: environment, configuration: configuration, needsKey: needsKey)
  }

  /// How requests are made, for commands that send none.
  static func requestSettings(
    _ settings: Settings, options: RequestOptions, continuing turn: Turn?
  ) throws -> RequestSettings {
    let given = try options.givenParameters()
    try check(temperature: options.temperature, for: settings)
    let inherited =
      turn.flatMap { $0.provider == settings.provider.name ? $0 : nil }
      .flatMap { try? JSONValue(parsing: $0.parameters) }?.objectValue?.pairs
      ?? settings.provider.parameters
    let limit = options.budget ?? settings.profile.context
    let parameters = merge(inherited, given)
    let replyLimit = replyLimit(parameters)
    var requestSettings = RequestSettings(
      provider: settings.provider.name, model: settings.model,
      parameters: parameters, stream: !options.noStream,
      includeUsage: settings.provider.streamUsage,
      mapping: MessageMapping(
        developerRole: settings.provider.developerRole, reasoning: settings.profile.reasoning),
      contextLimit: limit, reserve: reserve(options, settings.profile, limit: limit, replyLimit),
      tokenizer: try settings.tokenizer(), template: settings.profile.template,
      images: settings.profile.images,
      strategy: options.strategy.flatMap(ContextStrategy.init(rawValue:))
        ?? settings.profile.strategy)
    requestSettings.isBudgetGiven = options.budget != nil
    requestSettings.isReserveGiven = options.reserve != nil || replyLimit != nil
    requestSettings.calibrates = settings.profile.calibrate
    requestSettings.shortLimit = settings.profile.shorten.flatMap { $0 > 0 ? $0 : nil }
    return requestSettings
  }

  /// What is kept free: for the reply, and what the endpoint would not take as a prompt.
  private static func reserve(
    _ options: RequestOptions, _ profile: ModelProfile, limit: Int, _ replyLimit: Int?
  ) -> Int {
    if let reserve = options.reserve { return reserve }
    let beyondPrompt = profile.prompt.map { limit - $0 } ?? 0
    // Whoever says how long the reply may be needs room for that, and no more.
    return max(replyLimit ?? min(profile.reply, limit / 2), beyondPrompt)
  }

  /// How long the reply may be, as the request says; nil where it does not.
  private static func replyLimit(_ parameters: [(key: String, value: JSONValue)]) -> Int? {
    ["max_completion_tokens", "max_tokens"].lazy
      .compactMap { name in parameters.last { $0.key == name }?.value.intValue }.first
      .map { max(0, $0) }
  }

  private static func check(temperature: Double?, for settings: Settings) throws {
    guard let temperature, let range = settings.profile.temperature,
      !range.contains(temperature)
    else { return }
    throw Failure(
      .usage,
      "--temperature \(temperature): \(settings.model) takes \(range.lowerBound) to "
        + "\(range.upperBound).")
  }

  /// Later values replace earlier ones in place; null takes a parameter away.
  static func merge(
    _ first: [(key: String, value: JSONValue)], _ second: [(key: String, value: JSONValue)]
  ) -> [(key: String, value: JSONValue)] {
    var result: [(key: String, value: JSONValue)] = []
    for (key, value) in first + second {
      if let index = result.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) {
        result[index].value = value
      } else {
        result.append((key, value))
      }
    }
    return result.filter { !$0.value.isNull }
  }
}
