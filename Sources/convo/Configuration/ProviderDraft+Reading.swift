import ChatCompletions

extension ProviderDraft {
  /// The providers of a document that the schema has accepted.
  static func all(in root: JSONObject) -> [ProviderDraft] {
    (root["providers"]?.objectValue?.members ?? []).compactMap { member in
      member.value.objectValue.map { ProviderDraft(name: member.key, table: $0) }
    }
  }

  private init(name: String, table: JSONObject) {
    self.init(name: name)
    baseURL = table["base_url"]?.stringValue
    keyEnvironment = table["key_env"].flatMap(SettingKind.variables)
    keyCommand = table["key_command"]?.stringValue
    keyFile = table["key_file"]?.stringValue
    defaultModel = table["model"]?.stringValue
    developerRole = table["developer_role"]?.boolValue
    streamUsage = table["stream_usage"]?.boolValue
    connection = ConnectionSettings(table: table)
    allModels = ModelDraft(table: table)
    models = (table["models"]?.objectValue?.members ?? []).compactMap { member in
      member.value.objectValue.map { (member.key, ModelDraft(table: $0)) }
    }
    headers = (table["headers"]?.objectValue?.members ?? []).compactMap { member in
      member.value.stringValue.map { (member.key, $0) }
    }
    parameters = table["parameters"]?.objectValue?.pairs ?? []
  }
}
