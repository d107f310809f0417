/// Any JSON value, with the order of members and the text of numbers kept.
///
/// What an endpoint sends and this library does not know passes through unchanged: `1.0` stays
/// `1.0`, a 30-digit number keeps its digits, members stay in order. The grammar is RFC 8259.
public enum JSONValue: Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case bool(Bool)
  /// A number as it was written.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// A number from an integer.
  public init(_ value: Int) {
    self = .number(String(value))
  }

  /// A number from a floating-point value; null when it is not finite, for which JSON has no word.
  public init(_ value: Double) {
    self = value.isFinite ? .number(value.description) : .null
  }
}

extension JSONValue: Equatable {
  /// Whether two values were written alike: strings by their bytes, numbers by their text, members
  /// in the same order.
  ///
  /// Swift's own `==` on strings is canonical equivalence, which would call different bytes equal.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left.hasSameBytes(as: right)
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}
