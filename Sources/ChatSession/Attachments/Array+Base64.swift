extension [UInt8] {
  /// The bytes in Base64 with padding (RFC 4648, §4).
  package var base64: String {
    String(unsafeUninitializedCapacity: (count + 2) / 3 * 4) { buffer in
      let digits = Self.base64Digits
      var written = 0
      var start = 0
      while start < count {
        let group = self[start..<Swift.min(start + 3, count)]
        var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        bits <<= UInt32(8 * (3 - group.count))
        for place in 0..<4 {
          let digit = digits[Int(bits >> UInt32(18 - 6 * place) & 63)]
          buffer[written + place] = place <= group.count ? digit : UInt8(ascii: "=")
        }
        written += 4
        start += 3
      }
      return written
    }
  }

  private static let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Reads Base64 with padding (RFC 4648, §4); nil for anything else.
  package init?(base64 text: String) {
    var text = text
    let bytes: [UInt8]? = text.withUTF8 { utf8 in
      guard utf8.count.isMultiple(of: 4) else { return nil }
      let padding = utf8.suffix(2).count { $0 == UInt8(ascii: "=") }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(utf8.count / 4 * 3)
      for start in stride(from: 0, to: utf8.count, by: 4) {
        let isLast = start + 4 == utf8.count
        var bits: UInt32 = 0
        for place in 0..<4 {
          let isPadding = isLast && place >= 4 - padding
          let value = isPadding ? 0 : Self.base64Values[Int(utf8[start + place])]
          guard value < 64 else { return nil }
          bits = bits << 6 | UInt32(value)
        }
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
      }
      bytes.removeLast(padding)
      return bytes
    }
    guard let bytes else { return nil }
    self = bytes
  }

  /// What each byte stands for; 255 for none.
  private static let base64Values = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in base64Digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
