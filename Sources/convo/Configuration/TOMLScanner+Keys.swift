extension TOMLScanner {
  /// Reads a dotted key and the space after it; nil where there is none.
  mutating func scanKey() -> [TOMLKey]? {
    let start = position
    var parts: [TOMLKey] = []
    while true {
      skipSpace()
      guard let part = scanKeyPart() else { return nil }
      parts.append(part)
      if parts.count > Self.depthLimit {
        note("a key has more than \(Self.depthLimit) parts", at: start)
        return nil
      }
      skipSpace()
      guard peek() == UInt8(ascii: ".") else { return parts }
      position += 1
    }
  }

  private mutating func scanKeyPart() -> TOMLKey? {
    if let byte = peek(), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return scanString().map(TOMLKey.init(bytes:))
    }
    let start = position
    while let byte = peek(), TOMLKey.isBare(byte) { position += 1 }
    return position > start ? TOMLKey(bytes: Array(bytes[start..<position])) : nil
  }

  /// Skips spaces and tabs.
  mutating func skipSpace() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      position += 1
    }
  }

  /// Skips everything up to the end of the line.
  mutating func skipLine() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
  }

  /// Skips space, ends of lines and comments.
  mutating func skipBlank() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        comments.append(position)
        skipLine()
      } else if " \t\r\n".utf8.contains(byte) {
        position += 1
      } else {
        return
      }
    }
  }
}
