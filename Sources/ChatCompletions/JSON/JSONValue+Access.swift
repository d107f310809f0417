extension JSONValue {
  /// The value of an object's last member of that name; nil for anything else.
  public subscript(key: String) -> JSONValue? {
    objectValue?[key]
  }

  /// The string, if it is one.
  public var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The number, if it is a whole one that `Int` can hold; `9.0` and `1e3` are whole.
  public var intValue: Int? {
    guard case .number(let text) = self else { return nil }
    if let value = Int(text) { return value }
    // Beyond 2^53 a Double no longer tells neighbours apart, so only a plain integer counts there.
    guard let value = Double(text), value.magnitude <= 9_007_199_254_740_992 else { return nil }
    return Int(exactly: value)
  }

  /// The number, if it is one that `Double` can hold as a finite value.
  public var doubleValue: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }

  /// The truth value, if it is one.
  public var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, if it is an array.
  public var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, if it is an object.
  public var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// Whether it is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
