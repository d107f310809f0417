/// Puts one string together from pieces that came as JSON strings of their own.
///
/// A server that cuts its text by UTF-16 code units sends the halves of a surrogate pair in two
/// pieces. The first half waits here for the second; a half that stays alone becomes U+FFFD, and
/// `isExact` says so.
struct JSONStringAssembler {
  /// Whether every code unit so far was part of a character.
  private(set) var isExact = true
  /// The high half that the last piece ended with.
  private var pendingHigh: UInt16?

  /// The text that the next piece adds, beginning with what waited before.
  mutating func add(_ token: JSONStringToken, of scanner: JSONScanner) -> String {
    if !token.isEscaped, pendingHigh == nil {
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: scanner.bytes[token.start..<token.end]),
        as: UTF8.self)
    }
    guard token.start < token.end else { return "" }
    var output: [UInt8] = []
    output.reserveCapacity(token.end - token.start + 3)
    var index = token.start
    while index < token.end {
      let byte = scanner.bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        replacePending(&output)
        output.append(byte)
        index += 1
        continue
      }
      let kind = index + 1 < token.end ? scanner.bytes[index + 1] : 0
      if kind == UInt8(ascii: "u"), let unit = scanner.hexUnit(at: index + 2) {
        add(unit: unit, to: &output)
        index += 6
      } else {
        replacePending(&output)
        output.append(Self.unescaped(kind))
        index += 2
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What has to be added at the end: U+FFFD when a high half is still waiting.
  mutating func flush() -> String {
    var output: [UInt8] = []
    replacePending(&output)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func add(unit: UInt16, to output: inout [UInt8]) {
    if UTF16.isTrailSurrogate(unit), let high = pendingHigh {
      pendingHigh = nil
      let value = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
      Self.append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &output)
      return
    }
    replacePending(&output)
    if UTF16.isLeadSurrogate(unit) {
      pendingHigh = unit
    } else if let scalar = Unicode.Scalar(unit) {
      Self.append(scalar, to: &output)
    } else {
      isExact = false
      Self.append("\u{FFFD}", to: &output)
    }
  }

  private mutating func replacePending(_ output: inout [UInt8]) {
    guard pendingHigh != nil else { return }
    pendingHigh = nil
    isExact = false
    Self.append("\u{FFFD}", to: &output)
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private static func unescaped(_ kind: UInt8) -> UInt8 {
    switch kind {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: kind
    }
  }
}
