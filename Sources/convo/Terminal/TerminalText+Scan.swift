extension TerminalText {
  /// Whether a piece might hold something to make visible.
  ///
  /// Nearly all pieces hold nothing, so this reads bytes and no Unicode tables. It may say yes without
  /// need, as it does for an emoji with a variation selector, but never no where there is something.
  static func isSuspicious(_ piece: String) -> Bool {
    var piece = piece
    return piece.withUTF8 { isSuspicious($0) }
  }

  private static func isSuspicious(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 { continue }
      if byte < 0x80 { return true }
      // A String's bytes are valid UTF-8: what follows a lead byte is there.
      let second = index < bytes.count ? bytes[index] : 0
      let third = index + 1 < bytes.count ? bytes[index + 1] : 0
      if isSuspicious(lead: byte, second, third) { return true }
    }
    return false
  }

  /// Whether the bytes can begin a control, a separator or a default-ignorable scalar.
  private static func isSuspicious(lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch lead {
    case 0xC2: second <= 0x9F || second == 0xAD  // C1, soft hyphen
    case 0xCD: second == 0x8F  // combining grapheme joiner
    case 0xD8: second == 0x9C  // Arabic letter mark
    case 0xE1: second == 0x85 || second == 0x9E || second == 0xA0  // Hangul, Khmer, Mongolian
    case 0xE2:
      second == 0x80 && (0x8B...0x8F ~= third || 0xA8...0xAE ~= third)  // U+200B–F, 2028–E
        || second == 0x81 && third >= 0xA0  // U+2060–206F
    case 0xE3: second == 0x85 && third == 0xA4  // Hangul filler
    case 0xEF:
      second == 0xB8 && third <= 0x8F  // variation selectors
        || second == 0xBB && third == 0xBF  // byte-order mark
        || second == 0xBE && third == 0xA0  // half-width Hangul filler
        || second == 0xBF && third >= 0xB0  // specials
    case 0xF0: second == 0x9B || second == 0x9D  // shorthand and musical controls
    case 0xF3: true  // tags and variation selectors
    default: false
    }
  }
}
