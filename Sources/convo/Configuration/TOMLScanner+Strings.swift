extension TOMLScanner {
  /// Reads a string of any of the four kinds and gives its bytes; nil if it does not end.
  ///
  /// The bytes are right for strings on one line, which is all that keys can be.
  mutating func scanString() -> [UInt8]? {
    guard let quote = peek() else { return nil }
    let isMultiline = peek(1) == quote && peek(2) == quote
    position += isMultiline ? 3 : 1
    var text: [UInt8] = []
    while let byte = peek() {
      if byte == quote {
        guard isMultiline else {
          position += 1
          return text
        }
        if peek(1) == quote, peek(2) == quote {
          position += 3
          // Up to two quotes may stand before the closing three.
          for _ in 0..<2 where peek() == quote { position += 1 }
          return text
        }
      } else if byte == UInt8(ascii: "\n"), !isMultiline {
        return nil
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        scanEscape(into: &text)
        continue
      }
      text.append(byte)
      position += 1
    }
    return nil
  }

  private mutating func scanEscape(into text: inout [UInt8]) {
    let start = position
    let escaped = peek(1)
    position += escaped == nil ? 1 : 2
    switch escaped {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "u"): scanScalar(digits: 4, from: start, into: &text)
    case UInt8(ascii: "U"): scanScalar(digits: 8, from: start, into: &text)
    case let other?: text.append(other)
    case nil: break
    }
  }

  private mutating func scanScalar(digits: Int, from start: Int, into text: inout [UInt8]) {
    let written = (0..<digits).compactMap { peek($0) }
    guard let value = UInt32(String(decoding: written, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return }
    // The TOML library hands strings over as C strings, so one with a NUL would lose its rest.
    if value == 0 { note("the character NUL cannot be used", at: start) }
    text += UTF8.encode(scalar).map(Array.init) ?? []
    position += digits
  }
}
