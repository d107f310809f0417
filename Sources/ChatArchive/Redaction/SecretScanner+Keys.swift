extension SecretScanner {
  /// A key whose prefix ends, or whose first letter stands, at an offset.
  func key(around offset: Int) -> Secret? {
    switch byte(offset) {
    case UInt8(ascii: "-"), UInt8(ascii: "_"):
      // Most hyphens and underscores stand behind no prefix.
      let last = before(offset)
      guard last.isASCIILetter || last.isASCIIDigit else { return nil }
      for shape in KeyShape.all {
        let length = shape.prefix.utf8CodeUnitCount
        guard shape.prefix.utf8Start[length - 1] == byte(offset),
          shape.prefix.utf8Start[length - 2] == last
        else { continue }
        if let secret = key(shape, at: offset + 1 - length) { return secret }
      }
      return nil
    default:
      for shape in KeyShape.all where shape.prefix.utf8Start[0] == byte(offset) {
        if let secret = key(shape, at: offset) { return secret }
      }
      return nil
    }
  }

  /// A key or token that begins at an offset.
  func key(at offset: Int) -> Secret? {
    for shape in KeyShape.all {
      if let secret = key(shape, at: offset) { return secret }
    }
    return webToken(at: offset)
  }

  private func key(_ shape: KeyShape, at start: Int) -> Secret? {
    guard matches(shape.prefix, at: start), begins(shape.alphabet, at: start) else { return nil }
    let body = start + shape.prefix.utf8CodeUnitCount
    var end = end(of: shape.alphabet, from: body)
    // What has a fixed length may stand before a hyphen of something else.
    if shape.alphabet == .base64URL, end - body > shape.length.upperBound {
      end = body + shape.length.upperBound
    }
    guard shape.length.contains(end - body), !byte(end).isWord || !byte(end - 1).isWord,
      countDigits(body, end) >= shape.digits
    else { return nil }
    return Secret(start: start, end: end, kind: .key)
  }

  /// Whether nothing goes before that would make it a part of something longer.
  ///
  /// Where hyphens belong to the alphabet, one in front does too: each run is then looked at once.
  private func begins(_ alphabet: KeyAlphabet, at start: Int) -> Bool {
    let last = before(start)
    return !last.isWord && (alphabet != .base64URL || last != UInt8(ascii: "-"))
  }

  /// A JSON Web Token (RFC 7519): three runs of base64url, or five, of which the first begins an object.
  func webToken(at start: Int) -> Secret? {
    guard matches("eyJ", at: start), begins(.base64URL, at: start) else { return nil }
    var end = end(of: .base64URL, from: start)
    guard end - start >= 12 else { return nil }
    for run in 1...4 {
      guard byte(end) == UInt8(ascii: ".") else { return run > 2 ? secret() : nil }
      let next = self.end(of: .base64URL, from: end + 1)
      guard next - end > (run > 2 ? 1 : 8) else { return run > 2 ? secret() : nil }
      end = next
    }
    func secret() -> Secret { Secret(start: start, end: end, kind: .token) }
    return secret()
  }

  /// What follows `Bearer`.
  func bearer(at offset: Int) -> Secret? {
    guard matches("Bearer", at: offset), !before(offset).isWord else { return nil }
    return credential(at: offset + 6)
  }

  /// What follows the name of a scheme and space (RFC 9110 §11.6.2); a word in prose is none.
  func credential(at offset: Int) -> Secret? {
    var start = offset
    while start - offset < 4, byte(start) == 0x20 { start += 1 }
    guard start > offset else { return nil }
    if let key = key(at: start) { return key }
    let end = end(of: .bearer, from: start)
    guard end - start >= 16, countDigits(start, end) > 0 else { return nil }
    return Secret(start: start, end: end, kind: .token)
  }

  /// A private key in PEM (RFC 7468), whole, or as far as it goes.
  func privateKey(at start: Int) -> Secret? {
    guard matches("-----BEGIN ", at: start) else { return nil }
    guard let head = label(from: start + 11) else { return nil }
    var end = head
    var bodyCount = 0
    while end < count, Self.isBody(byte(end)) {
      if byte(end) == UInt8(ascii: "-"), matches("-----", at: end) { break }
      if byte(end) > 0x20 { bodyCount += 1 }
      end += 1
    }
    guard bodyCount >= 16 else { return nil }
    if matches("-----END ", at: end), let tail = label(from: end + 9) { end = tail }
    return Secret(start: start, end: end, kind: .privateKey)
  }

  /// The end of a label of private keys with its hyphens.
  private func label(from start: Int) -> Int? {
    var end = start
    while end - start < 40, 0x41...0x5A ~= byte(end) || byte(end) == 0x20 { end += 1 }
    guard matches("-----", at: end) else { return nil }
    for offset in start..<end where matches("PRIVATE KEY", at: offset) { return end + 5 }
    return nil
  }

  private static func isBody(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
      UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "\\"):
      true
    default: byte.isASCIILetter || byte.isASCIIDigit
    }
  }
}
