import ChatCompletions

/// What one file says about a provider.
struct ProviderDraft: Sendable {
  var name: String
  var baseURL: String?
  var keyEnvironment: [String]?
  var keyCommand: String?
  var keyFile: String?
  var defaultModel: String?
  var developerRole: Bool?
  var streamUsage: Bool?
  var connection = ConnectionSettings()
  var allModels = ModelDraft()
  var models: [(name: String, draft: ModelDraft)] = []
  var headers: [(name: String, value: String)] = []
  var parameters: [(key: String, value: JSONValue)] = []

  /// Takes what a later file says over what this one says, field by field.
  func overridden(by other: ProviderDraft) -> ProviderDraft {
    var result = self
    result.baseURL = other.baseURL ?? baseURL
    result.keyEnvironment = other.keyEnvironment ?? keyEnvironment
    result.keyCommand = other.keyCommand ?? keyCommand
    result.keyFile = other.keyFile ?? keyFile
    result.defaultModel = other.defaultModel ?? defaultModel
    result.developerRole = other.developerRole ?? developerRole
    result.streamUsage = other.streamUsage ?? streamUsage
    result.connection = connection.overridden(by: other.connection)
    result.allModels = allModels.overridden(by: other.allModels)
    for (name, draft) in other.models {
      if let index = models.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
        result.models[index].draft = models[index].draft.overridden(by: draft)
      } else {
        result.models.append((name, draft))
      }
    }
    let replaced = Set(other.headers.map { $0.name.lowercased() })
    result.headers = headers.filter { !replaced.contains($0.name.lowercased()) } + other.headers
    var merged = JSONObject(parameters)
    for (key, value) in other.parameters { merged[key] = value }
    result.parameters = merged.pairs
    return result
  }

  /// The provider; nil without a base URL.
  func provider() -> Provider? {
    guard let baseURL else { return nil }
    let (command, file) = (keyCommand?.nonEmpty, keyFile?.nonEmpty)
    // Whoever says where a key is does not mean the key of somebody else.
    let variables = command == nil && file == nil ? [APIKey.commonVariable] : []
    return Provider(
      name: name,
      baseURL: baseURL,
      keyEnvironment: keyEnvironment ?? variables,
      keyCommand: command,
      keyFile: file,
      defaultModel: defaultModel,
      models: models,
      allModels: allModels,
      developerRole: developerRole ?? false,
      streamUsage: streamUsage ?? true,
      connection: connection,
      headers: headers,
      parameters: parameters)
  }
}
