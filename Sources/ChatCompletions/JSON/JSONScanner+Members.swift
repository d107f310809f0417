extension JSONScanner {
  /// The bytes between a string's quotation marks.
  func bytes(of token: JSONStringToken) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[token.start..<token.end])
  }

  /// Passes over a value and gives it where it is a whole number that `Int` can hold.
  mutating func integer() throws(JSONError) -> Int? {
    let start = position
    try skipValue()
    let text = slice(from: start)
    if text.count == 1, let digit = text.first, (0x30...0x39).contains(digit) {
      return Int(digit - 0x30)
    }
    return JSONValue.number(String(decoding: text, as: UTF8.self)).intValue
  }

  /// Passes over a value and gives it where it is a string that is not empty, or a number.
  mutating func filledText() throws(JSONError) -> String? {
    switch current {
    case UInt8(ascii: "\""):
      let token = try string()
      return token.start < token.end ? text(of: token) : nil
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      try skipValue()
      return String(decoding: slice(from: start), as: UTF8.self)
    default:
      try skipValue()
      return nil
    }
  }

  /// The string at an offset, where there is one and it is not empty.
  func filledString(at offset: Int) throws(JSONError) -> JSONStringToken? {
    guard offset > 0 else { return nil }
    var scanner = self
    scanner.position = offset
    let token = try scanner.string()
    return token.start < token.end ? token : nil
  }

  /// Passes over a content part and gives its text, none for a part of another kind; it is plain
  /// when there is nothing else in it.
  mutating func contentPart() throws(JSONError) -> (text: JSONStringToken?, isPlain: Bool) {
    if current == UInt8(ascii: "\"") { return (try string(), true) }
    guard current == UInt8(ascii: "{") else {
      try skipValue()
      return (nil, false)
    }
    var (isText, isPlain) = (true, true)
    var text: JSONStringToken?
    guard try enterObject() else { return (nil, false) }
    repeat {
      let key = try key()
      if matches(key, "type"), current == UInt8(ascii: "\"") {
        let type = try string()
        isText = matches(type, "text") || matches(type, "output_text")
      } else if matches(key, "text"), current == UInt8(ascii: "\"") {
        text = try string()
      } else {
        isPlain = false
        try skipValue()
      }
    } while try nextMember()
    return isText ? (text, isPlain) : (nil, false)
  }

  /// Whether another element follows the one that begins here; stays where it is.
  func hasFurtherElement() throws(JSONError) -> Bool {
    var scanner = self
    try scanner.skipValue()
    return try scanner.nextElement()
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes are an ASCII text.
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether these bytes are an ASCII text, with space around it or not.
  func trimmedEquals(_ text: StaticString) -> Bool {
    // The common case is a chunk, which this must not cost anything.
    guard count >= text.utf8CodeUnitCount, count < text.utf8CodeUnitCount + 64 else {
      return false
    }
    var rest = self[...]
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return UnsafeRawBufferPointer(rebasing: rest).equals(text)
  }
}
