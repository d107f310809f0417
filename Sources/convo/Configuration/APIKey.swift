/// A key and where it was found; the key itself never shows.
struct APIKey: Sendable {
  /// The variable that holds for every provider without one of its own.
  static let commonVariable = "OPENAI_API_KEY"

  /// What goes into the `Authorization` header.
  let value: String
  /// Where it was found, for people: "the environment variable ECNU_API_KEY".
  let source: String

  /// Takes the first key that is set, without the space around it; nil if there is none.
  /// - Throws: `ConfigurationError.unusableKey` for one that a header cannot carry.
  static func find(
    in variables: [String], environment: EnvironmentVariables
  ) throws(ConfigurationError) -> APIKey? {
    for variable in variables {
      guard let value = environment[variable]?.trimmed, !value.isEmpty else { continue }
      let source = "the environment variable \(variable)"
      // Visible ASCII: what else a paste brings along, a server would refuse less clearly.
      guard value.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
        throw .unusableKey(source: source)
      }
      return APIKey(value: value, source: source)
    }
    return nil
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where it was found.
  var description: String { "the key from \(source)" }

  /// The same as `description`.
  var debugDescription: String { description }

  /// A mirror without the key.
  var customMirror: Mirror { Mirror(self, children: ["source": source]) }
}
