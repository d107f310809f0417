/// Keys as they are typed in a command.
enum ConfigKey {
  /// Reads a dotted key; a part with dots may be quoted as in TOML, and a model's name need not be.
  static func parse(_ text: String) throws(ConfigurationError) -> [TOMLKey] {
    if let path = strict(text), !isSplitModel(path) { return path }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 5, parts[0] == "providers", parts[2] == "models" else {
      throw .unknownKey(text, nil, suggestion: nil)
    }
    let model = parts[3..<(parts.count - 1)].joined(separator: ".")
    return [TOMLKey(parts[0]), TOMLKey(parts[1]), TOMLKey(parts[2]), TOMLKey(model)]
      + parts.suffix(1).map { TOMLKey($0) }
  }

  /// A key that the schema could know only if the dots in a model's name were meant as its own.
  private static func isSplitModel(_ path: [TOMLKey]) -> Bool {
    path.count > 5 && path[0] == "providers" && path[2] == "models"
  }

  private static func strict(_ text: String) -> [TOMLKey]? {
    var scanner = TOMLScanner(Array(text.utf8))
    guard let path = scanner.scanKey(), scanner.peek() == nil, scanner.problem == nil else {
      return nil
    }
    return path
  }
}
