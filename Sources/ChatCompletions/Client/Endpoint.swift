/// Where an endpoint is and how to be let in.
///
/// The key never shows: not in a description, a dump or an error.
public struct Endpoint: Sendable {
  /// The address that `/chat/completions` and `/models` are appended to; a query is kept.
  public var baseURL: String
  /// The key for `Authorization: Bearer`, without space around it; nil or empty for none.
  public var key: String? {
    didSet { key = key.map(Self.trimmed) }
  }
  /// Further headers; one of the name of a header that convo sends replaces it.
  public var headers: [(name: String, value: String)]

  /// The key, where it must not be shown; nil for the words that local servers take for one (`ollama`,
  /// `EMPTY`), of which the names of models and the texts of errors are full.
  var secret: String? { key.flatMap { $0.utf8.count < 8 ? nil : $0 } }

  /// Makes an endpoint.
  public init(
    baseURL: String, key: String? = nil, headers: [(name: String, value: String)] = []
  ) {
    self.baseURL = Self.trimmed(baseURL)
    self.key = key.map(Self.trimmed)
    self.headers = headers
  }

  /// The address of a resource below the base.
  func url(_ path: String) -> String {
    let parts = baseURL.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var base = String(parts.first ?? "")
    while base.utf8.last == UInt8(ascii: "/") { base.removeLast() }
    // People paste the whole address from a provider's examples.
    if base.hasSuffix("/chat/completions") { base.removeLast("/chat/completions".count) }
    return base + path + (parts.count > 1 ? "?" + parts[1] : "")
  }

  // A key read from a file brings its newline along.
  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The address and whether there is a key.
  public var description: String {
    "Endpoint(\(baseURL), key: \(key == nil ? "none" : "hidden"), \(headers.count) headers)"
  }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// A mirror that shows neither key nor header values.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "baseURL": baseURL, "key": key == nil ? "none" : "hidden",
        "headers": headers.map(\.name),
      ])
  }
}
