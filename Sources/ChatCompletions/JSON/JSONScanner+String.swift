extension JSONScanner {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Passes over a string and checks its escapes; a lone surrogate is grammatical (RFC 8259 §8.2).
  mutating func string() throws(JSONError) -> JSONStringToken {
    position += 1
    let start = position
    var isEscaped = false
    while true {
      skipPlain()
      guard position < bytes.count else { throw error("unterminated string") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return JSONStringToken(start: start, end: position - 1, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try escape()
      case 0..<0x20: throw error("control character in a string")
      default: position += 1
      }
    }
  }

  /// Passes eight bytes at a time as long as none of them is a quotation mark, a backslash or a
  /// control character (the classic test for a zero byte in a word, three times).
  private mutating func skipPlain() {
    while bytes.count - position >= 8 {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quote = word ^ (Self.ones &* 0x22)
      let backslash = word ^ (Self.ones &* 0x5C)
      let stops =
        (((quote &- Self.ones) & ~quote) | ((backslash &- Self.ones) & ~backslash)
          | ((word &- (Self.ones &* 0x20)) & ~word)) & Self.highBits
      guard stops == 0 else {
        position += stops.trailingZeroBitCount >> 3
        return
      }
      position += 8
    }
  }

  private mutating func escape() throws(JSONError) {
    position += 1
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      guard hexUnit(at: position + 1) != nil else { throw error("broken \\u escape") }
      position += 5
    default: throw error("unknown escape")
    }
  }

  /// The code unit that four hexadecimal digits name.
  func hexUnit(at offset: Int) -> UInt16? {
    guard bytes.count - offset >= 4 else { return nil }
    var unit: UInt16 = 0
    for index in offset..<offset + 4 {
      let byte = bytes[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// Whether a string reads as the given ASCII text.
  func matches(_ token: JSONStringToken, _ name: StaticString) -> Bool {
    guard !token.isEscaped else { return matchesEscaped(token, name) }
    let count = name.utf8CodeUnitCount
    guard token.end - token.start == count else { return false }
    for index in 0..<count where bytes[token.start + index] != name.utf8Start[index] {
      return false
    }
    return true
  }

  private func matchesEscaped(_ token: JSONStringToken, _ name: StaticString) -> Bool {
    text(of: token).hasSameBytes(as: name.description)
  }

  /// The string, with lone surrogates as U+FFFD.
  func text(of token: JSONStringToken) -> String {
    var assembler = JSONStringAssembler()
    return assembler.add(token, of: self) + assembler.flush()
  }
}
