import ChatCompletions

/// The user's settings and the presets, merged.
struct Configuration: Sendable {
  /// The file, for messages.
  var path: String
  /// The provider when none is named.
  var provider: String?
  /// The model when none is named.
  var model: String?
  /// The system message of new conversations.
  var system: String?
  /// How endpoints are reached that say nothing else.
  var connection = ConnectionSettings()
  /// The presets, then the user's own, each in the order of its file.
  var providers: [Provider]

  /// Reads the user's file; one that is not there is an empty one.
  /// - Throws: `ConfigurationError` with the place of what is wrong.
  static func load(from path: String) throws(ConfigurationError) -> Configuration {
    try parse(ConfigurationFile.read(path) ?? "", path: path)
  }

  /// Reads the text of a user's file.
  static func parse(_ text: String, path: String) throws(ConfigurationError) -> Configuration {
    let document = try TOMLDocument(text, name: path)
    try ConfigurationSchema.check(document)
    var drafts = Presets.drafts
    for draft in ProviderDraft.all(in: document.root) {
      if let index = drafts.firstIndex(where: { $0.name == draft.name }) {
        drafts[index] = drafts[index].overridden(by: draft)
      } else {
        drafts.append(draft)
      }
    }
    var providers: [Provider] = []
    for draft in drafts {
      guard let provider = draft.provider() else {
        let place = document.place(of: ["providers", TOMLKey(draft.name)])
        throw .missingBaseURL(provider: draft.name, place)
      }
      providers.append(provider)
    }
    let configuration = Configuration(
      path: path,
      provider: document.root["provider"]?.stringValue,
      model: document.root["model"]?.stringValue,
      system: document.root["system"]?.stringValue,
      connection: ConnectionSettings(table: document.root),
      providers: providers)
    try configuration.checkProvider(document)
    return configuration
  }

  /// The provider of that name.
  func provider(named name: String) -> Provider? {
    providers.first { $0.name.hasSameBytes(as: name) }
  }

  private func checkProvider(_ document: TOMLDocument) throws(ConfigurationError) {
    guard let provider, self.provider(named: provider) == nil else { return }
    throw .unknownProvider(
      provider, source: document.place(of: ["provider"]).description, known: providers.map(\.name))
  }
}
