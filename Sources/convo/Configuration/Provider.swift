import ChatCompletions
import ChatSession

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
  /// The models that are described.
  var models: [ModelProfile]
  /// What holds for its other models; nil when nothing is known of them.
  var otherModels: ModelProfile?
  /// Whether it knows the role `developer`; if not, such messages are sent as `system`.
  var developerRole: Bool
  /// When a model's earlier reasoning is sent back.
  var reasoning: ReasoningPolicy
  /// Whether streams are asked for usage (`stream_options.include_usage`).
  var streamUsage: Bool
  /// How it is reached, where that is said.
  var connection = ConnectionSettings()
  /// Further headers of every request.
  var headers: [(name: String, value: String)]
  /// Parameters of every request, unless a command says otherwise.
  var parameters: [(key: String, value: JSONValue)]

  /// The profile of a model, and whether it is more than an assumption.
  func profile(of model: String) -> (profile: ModelProfile, isKnown: Bool) {
    if let profile = models.first(where: { $0.name.hasSameBytes(as: model) }) {
      return (profile, true)
    }
    guard var profile = otherModels else { return (.unknown(model), false) }
    profile.name = model
    return (profile, true)
  }

  /// Whether requests need a key: not without variables for one, and not on this machine.
  var needsKey: Bool {
    !keyEnvironment.isEmpty && (try? BaseURL(baseURL))?.isLoopback != true
  }
}
