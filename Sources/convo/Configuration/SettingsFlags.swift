/// What the command line says about where to send; empty text counts as not said.
struct SettingsFlags: Sendable, Equatable {
  /// The name after `--provider`.
  var provider: String?
  /// The URL after `--base-url`.
  var baseURL: String?
  /// The name after `--model`.
  var model: String?

  /// Makes flags.
  init(provider: String? = nil, baseURL: String? = nil, model: String? = nil) {
    self.provider = provider?.nonEmpty
    self.baseURL = baseURL?.nonEmpty
    self.model = model?.nonEmpty
  }
}
