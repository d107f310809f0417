extension JSONScanner {
  /// Passes the opening brace; false when the object is empty and has been passed whole.
  mutating func enterObject() throws(JSONError) -> Bool {
    guard current == UInt8(ascii: "{") else { throw error("expected an object") }
    position += 1
    skipSpace()
    guard current == UInt8(ascii: "}") else { return true }
    position += 1
    return false
  }

  /// Passes a member's name and colon and stands at its value.
  mutating func key() throws(JSONError) -> JSONStringToken {
    guard current == UInt8(ascii: "\"") else { throw error("expected a member name") }
    let token = try string()
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw error("expected a colon") }
    position += 1
    skipSpace()
    return token
  }

  /// After a member's value: whether another member follows, else the object has been passed.
  mutating func nextMember() throws(JSONError) -> Bool {
    try next(closing: UInt8(ascii: "}"))
  }

  /// Passes the opening bracket; false when the array is empty and has been passed whole.
  mutating func enterArray() throws(JSONError) -> Bool {
    guard current == UInt8(ascii: "[") else { throw error("expected an array") }
    position += 1
    skipSpace()
    guard current == UInt8(ascii: "]") else { return true }
    position += 1
    return false
  }

  /// After an element: whether another follows, else the array has been passed.
  mutating func nextElement() throws(JSONError) -> Bool {
    try next(closing: UInt8(ascii: "]"))
  }

  private mutating func next(closing: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    switch current {
    case UInt8(ascii: ","):
      position += 1
      skipSpace()
      return true
    case closing:
      position += 1
      return false
    default: throw error("expected a comma or the closing bracket")
    }
  }

  /// Passes over the space after the outermost value; anything else there is an error.
  mutating func expectEnd() throws(JSONError) {
    skipSpace()
    if position < bytes.count { throw error("unexpected text after the value") }
  }

  /// The bytes from an offset up to the position.
  func slice(from start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }
}
