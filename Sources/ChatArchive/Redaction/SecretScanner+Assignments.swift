extension SecretScanner {
  /// What is assigned by a colon or an equals sign to a name that tells of a secret.
  mutating func assignment(at offset: Int, width: Int) -> Secret? {
    var sign = offset
    switch (before(offset), byte(offset), byte(offset + 1)) {
    case (UInt8(ascii: ":"), UInt8(ascii: ":"), _), (_, UInt8(ascii: ":"), UInt8(ascii: ":")),
      (UInt8(ascii: "="), UInt8(ascii: "="), _), (_, UInt8(ascii: "="), UInt8(ascii: "=")),
      (UInt8(ascii: "!"), UInt8(ascii: "="), _), (_, UInt8(ascii: ":"), UInt8(ascii: "=")):
      return nil
    case (UInt8(ascii: ":"), UInt8(ascii: "="), _): sign -= 1
    default: break
    }
    guard let (name, isConstant) = name(before: sign) else { return nil }
    var start = offset + width
    if byte(start) == UInt8(ascii: ">") { start += 1 }
    let isTight = isConstant && sign == offset && byte(start) > 0x20
    return value(from: start, of: name, isTight: isTight)
  }

  /// The value of an option of a command, `--password …`.
  mutating func option(at offset: Int) -> Secret? {
    guard matches("--", at: offset - 1), before(offset - 1) != UInt8(ascii: "-"),
      byte(offset + 1).isASCIILetter
    else { return nil }
    let end = end(of: .base64URL, from: offset + 1)
    guard end - offset < 40, byte(end) == 0x20, let name = name(offset + 1, end) else { return nil }
    return value(from: end, of: name, isTight: false)
  }

  // MARK: Values

  /// The whole text, where it is what a member of that name has.
  func member(_ name: AssignedName) -> Secret? {
    if case .authorization = name { return authorization(at: 0) }
    guard count <= 256, (0..<count).allSatisfy({ 0x21...0x7E ~= byte($0) }),
      !holdsMark(0, count), key(at: 0) == nil, looksSecret(0, count, of: name)
    else { return nil }
    return Secret(start: 0, end: count, kind: .password)
  }

  private mutating func value(from offset: Int, of name: AssignedName, isTight: Bool) -> Secret? {
    var start = offset
    while start - offset < 40, byte(start) == 0x20 || byte(start) == 0x09 { start += 1 }
    let first = start
    while start - first < 4, byte(start) == UInt8(ascii: "*") || byte(start) == UInt8(ascii: "\\") {
      start += 1
    }
    let isEscaped = byte(start - 1) == UInt8(ascii: "\\")
    if byte(start).isASCIILetter, Self.isQuote(byte(start + 1)) { start += 1 }
    let isQuoted = Self.isQuote(byte(start))
    if isQuoted { start += 1 }
    while byte(start) == 0x20, start - first < 8 { start += 1 }
    if let key = key(at: start) { return key }
    if case .authorization = name { return authorization(at: start) }
    return isQuoted
      ? quoted(from: start, by: byte(start - 1), isEscaped: isEscaped, of: name)
      : bare(from: start, of: name, isTight: isTight)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  /// The credential behind the name of a scheme.
  private func authorization(at start: Int) -> Secret? {
    var end = start
    while byte(end).isASCIILetter, end - start < 12 { end += 1 }
    return end > start ? credential(at: end) : nil
  }

  /// A value up to its closing quotation mark; one with space in it is a sentence.
  private func quoted(
    from start: Int, by quote: UInt8, isEscaped: Bool, of name: AssignedName
  ) -> Secret? {
    var end = start
    while byte(end) != quote {
      guard 0x21...0x7E ~= byte(end), end - start < 256 else { return nil }
      end += 1
    }
    if isEscaped, before(end) == UInt8(ascii: "\\") { end -= 1 }
    guard !holdsMark(start, end), looksSecret(start, end, of: name) else { return nil }
    return Secret(start: start, end: end, kind: .password)
  }

  /// A value without quotation marks, which in code is more often a name than a secret.
  private mutating func bare(from start: Int, of name: AssignedName, isTight: Bool) -> Secret? {
    if !(valueRun.start..<valueRun.end).contains(start) { readValueRun(from: start) }
    let run = valueRun
    guard run.lastMark < start, byte(run.end) != UInt8(ascii: "(") else { return nil }
    var end = run.end
    while end > start, byte(end - 1) == UInt8(ascii: ".") || byte(end - 1) == UInt8(ascii: "*") {
      end -= 1
    }
    let isMixed = run.lastDigit >= start && run.lastLetter >= start
    guard end - start >= 6, isMixed || (isTight && run.lastLetter >= start),
      !isPath(start, end), looksSecret(start, end, of: name)
    else { return nil }
    return Secret(start: start, end: end, kind: .password)
  }

  private mutating func readValueRun(from start: Int) {
    var run = ValueRun()
    run.start = start
    run.end = start
    while run.end < count, Self.isBare(byte(run.end)) {
      let byte = byte(run.end)
      if byte.isASCIIDigit {
        run.lastDigit = run.end
      } else if byte.isASCIILetter {
        run.lastLetter = run.end
      } else if byte == UInt8(ascii: "["), matches("[redacted:", at: run.end) {
        run.lastMark = run.end
      }
      run.end += 1
    }
    valueRun = run
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "\\"):
      false
    default: true
    }
  }

  /// Whether it names a member of something, `settings.key2`, or an element.
  private func isPath(_ start: Int, _ end: Int) -> Bool {
    guard end - start < 80, !byte(start).isASCIIDigit else { return false }
    var holdsPoint = false
    for offset in start..<end {
      let byte = byte(offset)
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") {
        holdsPoint = true
      } else if !byte.isWord, byte != UInt8(ascii: "]") {
        return false
      }
    }
    return holdsPoint
  }
}
