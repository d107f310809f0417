import ChatSession
import ChatStore
import ChatTokens

/// Which settings there are.
enum ConfigurationSchema {
  /// What stands at a key.
  enum Lookup: Equatable {
    /// A value.
    case setting(SettingKind)
    /// A table of settings.
    case table
    /// A table or any value: a parameter, which only the endpoint knows.
    case open
    /// Something that looks like an API key.
    case secret
    /// Nothing; these keys stand beside it.
    case unknown([String])
  }

  private static let top: [(String, Lookup)] =
    [
      ("provider", .setting(.name)), ("model", .setting(.name)), ("system", .setting(.text)),
      ("providers", .table),
    ] + ConnectionSettings.keys

  private static let model: [(String, Lookup)] = [
    ("context", .setting(.integer(256...1_000_000_000))),
    ("reply", .setting(.integer(1...1_000_000_000))),
    ("temperature_min", .setting(.number(0...100))),
    ("temperature_max", .setting(.number(0...100))),
    ("prompt", .setting(.integer(1...1_000_000_000))),
    ("tokenizer", .setting(.tokenizer)),
    ("splitting", .setting(.choice(Splitting.allCases.map(\.name)))),
    ("template", .setting(.choice(ChatTemplate.allCases.map(\.rawValue)))),
    ("reasoning", .setting(.choice(ReasoningPolicy.allCases.map(\.rawValue)))),
    ("images", .setting(.choice(ImageRule.allCases.map(\.rawValue)))),
    ("strategy", .setting(.choice(ContextStrategy.allCases.map(\.rawValue)))),
    ("shorten", .setting(.integer(0...1_000_000_000))),
    ("calibrate", .setting(.boolean)),
  ]

  private static let provider: [(String, Lookup)] =
    [
      ("base_url", .setting(.url)), ("key_env", .setting(.variables)), ("model", .setting(.name)),
      ("developer_role", .setting(.boolean)),
      ("stream_usage", .setting(.boolean)), ("models", .table), ("headers", .table),
      ("parameters", .table), ("key_command", .setting(.command)), ("key_file", .setting(.path)),
    ] + model + ConnectionSettings.keys

  /// Says what stands at a key.
  static func lookup(_ path: [TOMLKey]) -> Lookup {
    guard let last = path.last else { return .table }
    guard path.first == "providers", path.count > 1 else {
      return path.count == 1 ? find(last, in: top) : .unknown([])
    }
    guard path.count > 2 else { return isProviderName(last) ? .table : .unknown([]) }
    guard path.count > 3 else { return find(last, in: provider) }
    switch (path[2], path.count) {
    case ("models", 4): return last.text.trimmed.isEmpty ? .unknown([]) : .table
    case ("models", 5): return find(last, in: model)
    case ("headers", 4):
      if isSecretHeader(last.text) { return .secret }
      return isHeaderName(last) ? .setting(.header) : .unknown([])
    case ("parameters", _): return .open
    default: return .unknown([])
    }
  }

  private static func find(_ key: TOMLKey, in table: [(String, Lookup)]) -> Lookup {
    if let found = table.first(where: { TOMLKey($0.0) == key }) { return found.1 }
    return isSecret(key.text) ? .secret : .unknown(table.map(\.0))
  }

  /// A name that can stand in front of the slash of `NAME/model`, and needs no quotes.
  private static func isProviderName(_ key: TOMLKey) -> Bool {
    !key.bytes.isEmpty
      && key.bytes.allSatisfy { TOMLKey.isBare($0) || $0 == UInt8(ascii: ".") }
  }

  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    if name.hasPrefix("sk-") { return true }
    let letters = name.filter { $0.isLetter }
    return ["key", "token", "secret", "password", "bearer", "authorization"]
      .contains { letters.hasSuffix($0) }
  }

  private static func isSecretHeader(_ name: String) -> Bool {
    isSecret(name) || name.lowercased() == "cookie"
  }

  /// A token of RFC 9110 §5.6.2.
  private static func isHeaderName(_ key: TOMLKey) -> Bool {
    !key.bytes.isEmpty
      && key.bytes.allSatisfy { TOMLKey.isBare($0) || "!#$%&'*+.^`|~".utf8.contains($0) }
  }
}
