extension JSONValue {
  /// Reads one JSON text (RFC 8259), strictly: UTF-8, nothing after the value, no trailing comma.
  ///
  /// A byte order mark in front is passed over, as §8.1 allows. A lone surrogate in an escape
  /// becomes U+FFFD. Arrays and objects may nest 512 deep.
  /// - Throws: `JSONError` with the offset of the first offending byte.
  public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
    let result =
      bytes.withContiguousStorageIfAvailable { Self.result(of: UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { Self.result(of: $0) }
    self = try result.get()
  }

  /// Reads one JSON text (RFC 8259).
  /// - Throws: `JSONError` with the offset, in UTF-8 bytes, of the first offending byte.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: text.utf8)
  }

  // The buffer closures of the standard library do not pass a typed error on.
  private static func result(of bytes: UnsafeRawBufferPointer) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) in try parse(bytes) }
  }

  /// Reads one JSON text from memory.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    if let offset = JSONScanner.utf8Error(in: bytes) {
      throw JSONError(offset: offset, reason: "not UTF-8")
    }
    var scanner = JSONScanner(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
    scanner.skipSpace()
    let value = try scanner.value(depth: 0)
    try scanner.expectEnd()
    return value
  }
}

extension JSONScanner {
  /// Reads a whole value.
  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    switch current {
    case UInt8(ascii: "\""): return .string(text(of: try string()))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "t"):
      try literal("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try literal("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    default:
      let start = position
      try number()
      return .number(String(decoding: slice(from: start), as: UTF8.self))
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    guard depth < Self.depthLimit else { throw error("nested too deeply") }
    var members: [JSONMember] = []
    guard try enterObject() else { return JSONObject() }
    repeat {
      let key = text(of: try key())
      members.append(JSONMember(key: key, value: try value(depth: depth + 1)))
    } while try nextMember()
    return JSONObject(members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    guard depth < Self.depthLimit else { throw error("nested too deeply") }
    var elements: [JSONValue] = []
    guard try enterArray() else { return [] }
    repeat { elements.append(try value(depth: depth + 1)) } while try nextElement()
    return elements
  }
}
