import ChatCompletions

/// A value as it is typed in a command, made into what the setting holds.
struct ConfigValue: Sendable {
  /// The value.
  let json: JSONValue
  /// The value as it goes into the file, on one line.
  let written: String

  /// Reads a value by the type of its setting.
  init(_ text: String, at path: [TOMLKey]) throws(ConfigurationError) {
    let kind: SettingKind
    switch ConfigurationSchema.lookup(path) {
    case .setting(let known): kind = known
    // `parameters` itself is a table, and so is all that has no value of its own.
    case .open: kind = .any
    case .secret: throw .secret(path.written, nil)
    case .unknown(let candidates):
      throw ConfigurationSchema.unknown(path, beside: candidates, place: nil)
    case .table:
      throw .wrongValue(path.written, nil, expected: "set key by key, as \(path.written).KEY")
    }
    guard let value = Self.read(text, kind), kind.accepts(value.json) else {
      throw .wrongValue(path.written, nil, expected: kind.expected)
    }
    self = value
  }

  private init(_ json: JSONValue, _ written: String) {
    self.json = json
    self.written = written
  }

  private static func read(_ text: String, _ kind: SettingKind) -> ConfigValue? {
    switch kind {
    case .text, .name, .url, .tokenizer, .choice, .header, .command, .path: string(text)
    case .integer: Int(text).map { ConfigValue(JSONValue($0), String($0)) }
    case .number: number(text)
    case .boolean: boolean(text)
    case .variables: variables(text)
    case .any: boolean(text) ?? number(text) ?? structure(text) ?? string(text)
    }
  }

  private static func string(_ text: String) -> ConfigValue? {
    // NUL is the one character that neither TOML's library nor a C string can hold.
    text.utf8.contains(0) ? nil : ConfigValue(.string(text), TOMLText.quoted(text))
  }

  private static func boolean(_ text: String) -> ConfigValue? {
    switch text {
    case "true": ConfigValue(true, text)
    case "false": ConfigValue(false, text)
    default: nil
    }
  }

  private static func number(_ text: String) -> ConfigValue? {
    if let whole = Int(text) { return ConfigValue(JSONValue(whole), String(whole)) }
    guard let first = text.utf8.first, (0x30...0x39 ~= first) || "+-.".utf8.contains(first),
      let value = Double(text), value.isFinite
    else { return nil }
    return ConfigValue(JSONValue(value), value.description)
  }

  private static func variables(_ text: String) -> ConfigValue? {
    if text.trimmed.hasPrefix("[") { return structure(text) }
    let names = text.split(separator: ",").map { String($0).trimmed }
    if names.count == 1 { return string(names[0]) }
    return ConfigValue(.array(names.map { .string($0) }), TOMLText.array(names))
  }

  /// An array, a table or a quoted string, written as TOML on one line.
  private static func structure(_ text: String) -> ConfigValue? {
    let text = text.trimmed
    guard let first = text.utf8.first, "[{\"'".utf8.contains(first), !text.utf8.contains(0x0A),
      let document = try? TOMLDocument("value = " + text, name: ""),
      // A comment behind the value would swallow what is put behind it.
      document.outline.entries.last?.value.upperBound == document.outline.bytes.count,
      let value = document.root["value"]
    else { return nil }
    return ConfigValue(value, text)
  }
}
