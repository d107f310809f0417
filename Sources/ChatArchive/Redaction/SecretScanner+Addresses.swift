extension SecretScanner {
  /// An e-mail address around an at sign.
  func email(at offset: Int) -> Secret? {
    guard byte(offset) == UInt8(ascii: "@"), let end = domain(from: offset + 1) else { return nil }
    var start = offset
    while start > floor, Self.isLocal(byte(start - 1)) { start -= 1 }
    while start < offset, byte(start) == UInt8(ascii: ".") { start += 1 }
    guard start < offset, byte(offset - 1) != UInt8(ascii: ".") else { return nil }
    // `git@host:path` and `ssh://git@host` name a machine, `icon@2x.png` a picture.
    if offset - start == 3, matches("git", at: start) { return nil }
    if byte(offset + 1).isASCIIDigit, matches("x.", at: offset + 2) { return nil }
    return Secret(start: start, end: end, kind: .email)
  }

  /// The end of a domain: at least two labels, the last of them letters only.
  private func domain(from start: Int) -> Int? {
    var found: Int?
    var labels = 1
    var labelStart = start
    var lettersOnly = true
    var offset = start
    while true {
      let byte = byte(offset)
      let isLetter = byte.isASCIILetter
      if isLetter || byte.isASCIIDigit {
        lettersOnly = lettersOnly && isLetter
        offset += 1
        continue
      }
      if lettersOnly, labels > 1, offset - labelStart >= 2, byte != UInt8(ascii: "_") {
        found = offset
      }
      if byte == UInt8(ascii: "."), offset > labelStart {
        labels += 1
        labelStart = offset + 1
        lettersOnly = true
      } else if byte == UInt8(ascii: "-"), offset > labelStart {
        lettersOnly = false
      } else {
        return found
      }
      offset += 1
    }
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: byte.isWord
    }
  }

  /// The user and password before the host of a URL (RFC 3986 §3.2.1).
  func login(behind start: Int) -> Secret? {
    var end = start
    var colon: Int?
    while end < count, Self.isLogin(byte(end)) {
      if colon == nil, byte(end) == UInt8(ascii: ":") { colon = end }
      end += 1
    }
    guard byte(end) == UInt8(ascii: "@"), let colon, end - colon > 1,
      !holdsMark(start, end), byte(colon + 1) != UInt8(ascii: "$")
    else { return nil }
    return Secret(start: start, end: end, kind: .password)
  }

  private static func isLogin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"), 0x7F...:
      false
    default: true
    }
  }

  /// Whether something between two offsets was taken out before.
  func holdsMark(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    while offset < end {
      if byte(offset) == UInt8(ascii: "["), matches("[redacted:", at: offset) { return true }
      offset += 1
    }
    return false
  }
}
