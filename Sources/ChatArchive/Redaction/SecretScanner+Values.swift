extension SecretScanner {
  /// Whether a value may be a secret, and stands for none: `YOUR_API_KEY`, `${TOKEN}`, `****`.
  func looksSecret(_ start: Int, _ end: Int, of name: AssignedName) -> Bool {
    guard end - start >= 4 else { return false }
    switch byte(start) {
    case UInt8(ascii: "<"): return false
    case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "{"):
      if isTemplate(start, end) { return false }
    default: break
    }
    var digits = 0
    var capitals = 0
    var small = 0
    var others = 0
    for offset in start..<end {
      switch byte(offset) {
      case 0x30...0x39: digits += 1
      // An ellipsis or a row of x stands for a secret that somebody else took out.
      case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        continue
      case 0x41...0x5A: capitals += 1
      case 0x61...0x7A: small += 1
      default: others += 1
      }
    }
    if digits + capitals + small + others == 0 { return false }
    if others == 0, isPlaceholder(start, end) { return false }
    if case .weak = name {
      return end - start >= 8 && (digits > 0 || (capitals > 1 && small > 1))
    }
    return true
  }

  private func isTemplate(_ start: Int, _ end: Int) -> Bool {
    switch byte(start + 1) {
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "%"): true
    case UInt8(ascii: "s"): end - start == 2
    default:
      // A variable of a shell, `$PASSWORD`, or of Windows, `%PASSWORD%`.
      (start + 1..<end).allSatisfy {
        KeyAlphabet.capital.contains(byte($0)) || byte($0) == UInt8(ascii: "_")
          || byte($0) == UInt8(ascii: "%")
      }
    }
  }

  /// Words that stand where a secret should, or name it.
  private func isPlaceholder(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= 40 else { return false }
    var letters: [UInt8] = []
    for offset in start..<end {
      let byte = byte(offset)
      if byte.isASCIILetter || byte.isASCIIDigit { letters.append(byte | 0x20) }
    }
    func begins(_ word: StaticString) -> Bool {
      letters.starts(
        with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
    if begins("your") || begins("example") || begins("placeholder") || begins("replace")
      || begins("insert") || begins("changeme") || begins("xxx") || begins("todo")
    {
      return true
    }
    let isWord = { (word: StaticString) in
      letters.count == word.utf8CodeUnitCount && begins(word)
    }
    if isWord("string") || isWord("none") || isWord("null") || isWord("true") || isWord("false")
      || isWord("undefined") || isWord("required") || isWord("optional") || isWord("text")
    {
      return true
    }
    // `user_password` names a secret; `hunter2secret` is one.
    return !letters.contains { (0x30...0x39).contains($0) }
      && AssignedName(letters.suffix(AssignedName.longest)) != nil
  }
}
