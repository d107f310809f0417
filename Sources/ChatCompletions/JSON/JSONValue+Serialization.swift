extension JSONValue {
  /// The value as compact JSON: no spaces, UTF-8 unescaped, control characters escaped.
  public var serialized: String {
    var bytes: [UInt8] = []
    serialize(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as compact JSON.
  ///
  /// A number whose text is not a JSON number is written as `null`, so that the result is JSON
  /// whatever the value was made from.
  public func serialize(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text):
      bytes.append(contentsOf: (JSONScanner.isNumber(text) ? text : "null").utf8)
    case .string(let text): bytes.appendJSON(text)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.serialize(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object): object.serialize(into: &bytes)
    }
  }
}

extension JSONObject {
  /// Appends the object as compact JSON.
  func serialize(into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(member.key)
      bytes.append(UInt8(ascii: ":"))
      member.value.serialize(into: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension JSONValue {
  /// The value as Python's `json.dumps(…, ensure_ascii=False)` writes it, with a space behind commas and
  /// colons, which is how chat templates write JSON.
  public var spaced: String {
    switch self {
    case .array(let elements):
      "[" + elements.map(\.spaced).joined(separator: ", ") + "]"
    case .object(let object):
      "{"
        + object.members.map { "\(JSONValue.string($0.key).serialized): \($0.value.spaced)" }
        .joined(separator: ", ") + "}"
    default: serialized
    }
  }
}
