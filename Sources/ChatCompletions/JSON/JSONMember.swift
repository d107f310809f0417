/// One name and its value in a JSON object.
public struct JSONMember: Sendable, Equatable {
  /// The name.
  public var key: String
  /// The value.
  public var value: JSONValue

  /// Makes a member.
  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }

  /// Whether names have the same UTF-8 bytes and values are equal.
  public static func == (left: JSONMember, right: JSONMember) -> Bool {
    left.key.hasSameBytes(as: right.key) && left.value == right.value
  }
}
