@preconcurrency import Glibc

/// Environment variables, looked up one at a time.
struct EnvironmentVariables: Sendable, ExpressibleByDictionaryLiteral {
  /// The variables of this process as they are when they are asked for.
  static let process = EnvironmentVariables { name in getenv(name).map { String(cString: $0) } }

  private let value: @Sendable (String) -> String?

  private init(value: @escaping @Sendable (String) -> String?) { self.value = value }

  /// Makes variables of one's own.
  init(_ variables: [String: String]) { self.init { variables[$0] } }

  /// The same, written down; of a name that stands there twice, the first one counts.
  init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { first, _ in first })
  }

  /// The value of a variable; nil when it is not set.
  subscript(_ name: String) -> String? { value(name) }
}
