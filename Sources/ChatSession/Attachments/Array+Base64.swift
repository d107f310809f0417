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
}
