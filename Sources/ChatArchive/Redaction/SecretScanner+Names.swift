extension SecretScanner {
  /// The name before a sign, and whether it is written in capitals, as variables of a shell are.
  func name(before sign: Int) -> (AssignedName, isConstant: Bool)? {
    var end = skipBack(from: sign)
    if endsWithChineseName(end) { return (.strong, false) }
    var start = nameStart(from: end)
    guard start < end else { return nil }
    if let name = name(start, end) { return (name, isConstant: isConstant(start, end)) }
    // Between a name and its value may stand a type: `let password: String = …`.
    guard byte(sign) == UInt8(ascii: "="), end - start < 24 else { return nil }
    start = skipSpaceBack(from: start)
    if before(start) == UInt8(ascii: "&") { start = skipSpaceBack(from: start - 1) }
    guard before(start) == UInt8(ascii: ":") else { return nil }
    end = skipBack(from: start - 1)
    start = nameStart(from: end)
    return name(start, end).map { ($0, isConstant: false) }
  }

  private func nameStart(from end: Int) -> Int {
    var start = end
    while start > floor, end - start < 64, KeyAlphabet.base64URL.contains(byte(start - 1)) {
      start -= 1
    }
    return start
  }

  private func skipSpaceBack(from offset: Int) -> Int {
    var offset = offset
    let first = offset
    while first - offset < 40, before(offset) == 0x20 || before(offset) == 0x09 { offset -= 1 }
    return offset
  }

  /// Passes over space and what closes a name: quotation marks, a bracket, emphasis.
  private func skipBack(from sign: Int) -> Int {
    var offset = skipSpaceBack(from: sign)
    let first = offset
    while first - offset < 4 {
      switch before(offset) {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
        UInt8(ascii: "]"), UInt8(ascii: "*"), UInt8(ascii: "?"):
        offset -= 1
      default: return offset
      }
    }
    return offset
  }

  /// The name between two offsets, as far as it tells of a secret.
  func name(_ start: Int, _ end: Int) -> AssignedName? {
    // Most names end otherwise, and need not be copied.
    switch byte(end - 1) | 0x20 {
    case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "y"), UInt8(ascii: "t"),
      UInt8(ascii: "n"):
      break
    default: return nil
    }
    // What stands in a mark is no name.
    if before(start) == UInt8(ascii: ":"), start >= 10, holdsMark(start - 10, start - 9) {
      return nil
    }
    var letters: [UInt8] = []
    var offset = end
    while offset > start, letters.count < AssignedName.longest {
      offset -= 1
      let byte = byte(offset)
      if byte.isASCIILetter || byte.isASCIIDigit { letters.append(byte | 0x20) }
    }
    return AssignedName(letters.reversed())
  }

  private func isConstant(_ start: Int, _ end: Int) -> Bool {
    (start..<end).allSatisfy {
      KeyAlphabet.capital.contains(byte($0)) || byte($0) == UInt8(ascii: "_")
    }
  }

  /// 密码, 口令, 密钥, 令牌.
  private func endsWithChineseName(_ end: Int) -> Bool {
    let start = end - 6
    return byte(end - 1) >= 0x80
      && (matches("密码", at: start) || matches("口令", at: start) || matches("密钥", at: start)
        || matches("令牌", at: start))
  }
}
