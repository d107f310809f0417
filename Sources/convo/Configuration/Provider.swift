import ChatCompletions

/// An endpoint as presets and users describe it.
struct Provider: Sendable {
  /// The name in `--provider` and in the store.
  var name: String
  /// What `/chat/completions` is appended to.
  var baseURL: String
  /// The environment variables that may hold its key, in order; empty when it takes none.
  var keyEnvironment: [String]
  /// The shell command that prints its key.
  var keyCommand: String?
  /// The file that holds its key, as the configuration names it.
  var keyFile: String?
  /// The model when none is named.
  var defaultModel: String?
  /// The models that it is known to have, with what is said of them.
  var models: [(name: String, draft: ModelDraft)]
  /// What is said of all its models.
  var allModels = ModelDraft()
  /// Whether it knows the role `developer`; if not, such messages are sent as `system`.
  var developerRole: Bool
  /// Whether streams are asked for usage (`stream_options.include_usage`).
  var streamUsage: Bool
  /// How it is reached, where that is said.
  var connection = ConnectionSettings()
  /// Further headers of every request.
  var headers: [(name: String, value: String)]
  /// Parameters of every request, unless a command says otherwise.
  var parameters: [(key: String, value: JSONValue)]

  /// The profile of a model, and whether its window is more than an assumption.
  ///
  /// What the provider says of it comes before what it says of all, and that before `KnownModels`.
  func profile(of model: String) -> (profile: ModelProfile, isKnown: Bool) {
    let own = models.first { $0.name.hasSameBytes(as: model) }?.draft ?? ModelDraft()
    let draft = (KnownModels.draft(of: model) ?? ModelDraft()).overridden(by: allModels)
      .overridden(by: own)
    return (draft.profile(model), draft.context != nil)
  }

  /// Whether requests need a key: not without variables for one, and not on this machine.
  var needsKey: Bool {
    !keyEnvironment.isEmpty && (try? BaseURL(baseURL))?.isLoopback != true
  }
}
