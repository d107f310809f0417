/// The members of a JSON object in the order of the text, duplicates included.
///
/// RFC 8259 §4 leaves the meaning of a repeated name open; looking one up gives the last, as most
/// parsers do. Names are compared by their UTF-8 bytes.
public struct JSONObject: Sendable, Equatable {
  /// The members in order.
  public var members: [JSONMember]

  /// Makes an object.
  public init(_ members: [JSONMember] = []) {
    self.members = members
  }

  /// Makes an object from pairs.
  public init(_ pairs: [(key: String, value: JSONValue)]) {
    self.members = pairs.map { JSONMember(key: $0.key, value: $0.value) }
  }

  /// The members as pairs in order.
  public var pairs: [(key: String, value: JSONValue)] {
    members.map { (key: $0.key, value: $0.value) }
  }

  /// The value of the last member of that name; setting replaces it in place or appends it, and
  /// setting nil removes every member of that name.
  public subscript(key: String) -> JSONValue? {
    get { members.last { $0.key.hasSameBytes(as: key) }?.value }
    set {
      guard let newValue else {
        members.removeAll { $0.key.hasSameBytes(as: key) }
        return
      }
      if let index = members.lastIndex(where: { $0.key.hasSameBytes(as: key) }) {
        members[index].value = newValue
      } else {
        members.append(JSONMember(key: key, value: newValue))
      }
    }
  }
}

extension JSONObject {
  /// Appends members whose names are not there yet, and the last one of each name only.
  ///
  /// Written JSON has no repeated names: readers differ in which one they take.
  mutating func appendNew(_ pairs: [(key: String, value: JSONValue)]) {
    let present = members
    for (index, pair) in pairs.enumerated() {
      if present.contains(where: { $0.key.hasSameBytes(as: pair.key) }) { continue }
      if pairs[(index + 1)...].contains(where: { $0.key.hasSameBytes(as: pair.key) }) { continue }
      members.append(JSONMember(key: pair.key, value: pair.value))
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal, keeping its order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.members = elements.map { JSONMember(key: $0.0, value: $0.1) }
  }
}
