/// Finds where a JSON value ends, however it is cut into pieces.
///
/// Strings and nesting are followed, and nothing else is looked at.
struct JSONBoundary {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isScalar = false
  /// Whether a line ended within the value.
  private(set) var spansLines = false
  /// Whether a line ended within a string, which no JSON has.
  private(set) var hasBrokenString = false

  /// Begins with the first byte of a value.
  init(first: UInt8) {
    isScalar = ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first)
  }

  /// Goes on through bytes.
  /// - Returns: How many of them belong to the value where it ends in them; nil where it goes on.
  mutating func end(in bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    if isScalar { return endOfScalar(in: bytes) }
    while index < bytes.count {
      if isInString {
        index = passString(in: bytes, from: index)
        if !isInString, depth == 0 { return index }
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return index + 1 }
      case 0x0A: spansLines = true
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether the stream may end here: a number has no end of its own.
  var mayEndHere: Bool { isScalar }

  private func endOfScalar(in bytes: UnsafeRawBufferPointer) -> Int? {
    bytes.firstIndex { byte in
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
      default: false
      }
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Passes over the rest of a string, eight bytes at a time where nothing in them matters.
  private mutating func passString(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if isEscaped {
        isEscaped = false
        index += 1
        continue
      }
      while bytes.count - index >= 8 {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quote = word ^ (Self.ones &* 0x22)
        let backslash = word ^ (Self.ones &* 0x5C)
        let line = word ^ (Self.ones &* 0x0A)
        let stops =
          (((quote &- Self.ones) & ~quote) | ((backslash &- Self.ones) & ~backslash)
            | ((line &- Self.ones) & ~line)) & Self.highBits
        guard stops == 0 else {
          index += stops.trailingZeroBitCount >> 3
          break
        }
        index += 8
      }
      guard index < bytes.count else { return index }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        isInString = false
        return index + 1
      case UInt8(ascii: "\\"): isEscaped = true
      case 0x0A: hasBrokenString = true
      default: break
      }
      index += 1
    }
    return index
  }
}
