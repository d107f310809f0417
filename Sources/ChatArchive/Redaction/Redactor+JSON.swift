package import ChatCompletions

extension Redactor {
  /// JSON text without secrets: in strings, in names, and in whole numbers, which become strings.
  ///
  /// It stays JSON, and without a secret it stays the same bytes. What is not JSON is taken for text, as the
  /// arguments of a call may be that a model broke off.
  package mutating func redact(json text: String) -> String {
    guard let value = try? JSONValue(parsing: text) else { return redact(text) }
    let clean = redact(value)
    return clean == value ? text : clean.serialized
  }

  /// The same value without secrets.
  package mutating func redact(_ value: JSONValue) -> JSONValue {
    redact(value, of: "")
  }

  private mutating func redact(_ value: JSONValue, of name: String) -> JSONValue {
    switch value {
    case .null, .bool: value
    case .number(let digits): redact(number: digits)
    case .string(let text): .string(isData(text) ? text : redact(text, of: name))
    case .array(let elements): .array(elements.map { redact($0, of: name) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map {
            JSONMember(key: redact($0.key), value: redact($0.value, of: $0.key))
          }))
    }
  }

  private mutating func redact(number digits: String) -> JSONValue {
    let clean = redact(digits)
    return clean.hasSameBytes(as: digits) ? .number(digits) : .string(clean)
  }

  /// Whether a text is a file of its own, whose base64 may look like anything.
  private func isData(_ text: String) -> Bool {
    text.utf8.starts(with: "data:".utf8)
  }
}
