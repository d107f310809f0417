import ChatCompletions

extension Setup {
  /// Asks the endpoint which models it has.
  /// - Returns: Their ids; nil when it does not say; nothing when it was not asked.
  func test(
    _ name: String, key: KeyPlace, in configuration: Configuration
  ) async throws -> [String]? {
    #if Networking
      guard !options.noTest else { return [] }
      let settings = try settings(name, model: "any", in: configuration)
      if case .variable(let variable) = key, settings.keySource == nil {
        StandardError.notice("\(variable) is not set here, so \(name) was not tested")
        return []
      }
      return try await tested(settings, key: key) { test in
        let models = try await test.models()
        if let models { StandardError.notice("\(name) answers and lists \(models.count) models") }
        return models
      }
    #else
      return []
    #endif
  }

  /// Asks a model for one token, because the endpoint does not list its models.
  func test(
    _ name: String, model: String, key: KeyPlace, in configuration: Configuration
  ) async throws {
    #if Networking
      let settings = try settings(name, model: model, in: configuration)
      _ = try await tested(settings, key: key) { test in
        try await test.reply(from: model)
        StandardError.notice("\(name) answers")
        return []
      }
    #endif
  }

  #if Networking
    private func settings(
      _ name: String, model: String, in configuration: Configuration
    ) throws -> Settings {
      try Settings.resolve(
        flags: SettingsFlags(provider: name, model: model), environment: environment,
        configuration: configuration, needsKey: false)
    }

    /// Runs a test; a person may go on although it fails.
    private func tested(
      _ settings: Settings, key place: KeyPlace, _ body: (EndpointTest) async throws -> [String]?
    ) async throws -> [String]? {
      let key = try await key(place, settings)
      let client = try await Sender.client(of: settings, key: key)
      do {
        return try await body(EndpointTest(client: client))
      } catch let error as ChatClientError {
        let isRefused = error.status == 401 || error.status == 403
        let failure = Failure(
          isRefused ? .keyRefused : .endpoint,
          "\(settings.provider.name): \(error.message)\(isRefused ? words(on: key) : "")")
        guard dialogue.isTerminal else { throw failure.addingThatNothingChanged }
        StandardError.notice(failure.message ?? "")
        guard try dialogue.confirms("Keep these settings all the same?") else {
          throw Failure(code: failure.code, "Nothing was changed.")
        }
        return []
      }
    }

    /// The key that will be sent: what was typed, unless a source goes before it.
    private func key(_ place: KeyPlace, _ settings: Settings) async throws -> APIKey? {
      if case .file(let typed?) = place, case .file = settings.keySource { return typed }
      if case .file = place, case .variable(let name) = settings.keySource {
        StandardError.notice("\(name) is set, and goes before the file")
      }
      return try await settings.keySource?.key(environment: environment)
    }

    private func words(on key: APIKey?) -> String {
      key == nil ? " (no key was sent)" : ""
    }
  #endif
}

extension Failure {
  /// The same, and that it left everything as it was.
  fileprivate var addingThatNothingChanged: Failure {
    Failure(code: code, "\(message ?? "") (nothing was changed)")
  }
}
