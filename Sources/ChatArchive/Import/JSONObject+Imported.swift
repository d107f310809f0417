import ChatCompletions

extension JSONObject {
  /// The text of a member; nil where there is none, or an empty one.
  func text(_ key: String) -> String? {
    guard let text = self[key]?.stringValue, !text.isEmpty else { return nil }
    return text
  }

  /// The text of a member, or its number as it was written.
  func name(_ key: String) -> String? {
    if case .number(let text) = self[key] { return text }
    return text(key)
  }

  /// What is left without members that were read, and without those that say nothing.
  func rest(without keys: String...) -> JSONObject {
    JSONObject(
      members.filter { member in
        !member.value.saysNothing && !keys.contains { $0.hasSameBytes(as: member.key) }
      })
  }

  /// As what a message keeps beside its text, under the name of where it came from; nil for nothing.
  func extras(of source: String) -> String? {
    guard !members.isEmpty else { return nil }
    return JSONValue.object([source: .object(self)]).serialized
  }

  /// Appends a member that says something.
  mutating func keep(_ key: String, _ value: JSONValue?) {
    guard let value, !value.saysNothing else { return }
    members.append(JSONMember(key: key, value: value))
  }
}

extension JSONValue {
  /// Whether it is null or empty.
  var saysNothing: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.members.isEmpty
    case .bool, .number: false
    }
  }
}
