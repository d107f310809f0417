/// Walks JSON text in place and checks it strictly, without building a tree.
///
/// It reads memory that the caller keeps alive; it never reads beyond `count`. UTF-8 is taken as
/// checked beforehand (`utf8Error`). Nesting is limited so that no text can exhaust the stack.
struct JSONScanner {
  /// How many arrays and objects may stand inside one another.
  static let depthLimit = 512

  let bytes: UnsafeRawBufferPointer
  var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The byte at the position; 0, which no token begins with, at the end.
  var current: UInt8 {
    position < bytes.count ? bytes[position] : 0
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  func error(_ reason: String) -> JSONError {
    JSONError(
      offset: position, reason: position < bytes.count ? reason : "unexpected end of text")
  }

  /// Passes over a whole value and checks it.
  mutating func skipValue(depth: Int = 0) throws(JSONError) {
    switch current {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"):
      guard depth < Self.depthLimit else { throw error("nested too deeply") }
      guard try enterObject() else { return }
      repeat {
        _ = try key()
        try skipValue(depth: depth + 1)
      } while try nextMember()
    case UInt8(ascii: "["):
      guard depth < Self.depthLimit else { throw error("nested too deeply") }
      guard try enterArray() else { return }
      repeat { try skipValue(depth: depth + 1) } while try nextElement()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: try number()
    }
  }

  /// Passes over a literal name.
  mutating func literal(_ name: StaticString) throws(JSONError) {
    let count = name.utf8CodeUnitCount
    guard bytes.count - position >= count else {
      position = bytes.count
      throw error("unexpected end of text")
    }
    for index in 0..<count where bytes[position + index] != name.utf8Start[index] {
      throw error("unexpected character")
    }
    position += count
  }

  /// Passes over a number, as RFC 8259 §6 writes it.
  mutating func number() throws(JSONError) {
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current | 0x20 == UInt8(ascii: "e") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONError) {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current) else {
      throw error("unexpected character")
    }
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current) { position += 1 }
  }

  /// Whether a text is one JSON number and nothing else.
  static func isNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      var scanner = JSONScanner(UnsafeRawBufferPointer(utf8))
      do {
        try scanner.number()
        return scanner.position == utf8.count
      } catch {
        return false
      }
    }
  }

  /// The offset of the first byte that is not UTF-8; nil when all of it is.
  static func utf8Error(in bytes: UnsafeRawBufferPointer) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.bindMemory(to: UInt8.self).span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
