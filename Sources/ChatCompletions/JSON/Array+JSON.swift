extension [UInt8] {
  /// Appends a string as a JSON string with its quotation marks.
  ///
  /// Only what RFC 8259 §7 demands is escaped. Runs without an escape are copied whole, because
  /// the history of a long conversation goes through here with every request.
  package mutating func appendJSON(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(UInt8(ascii: "\""))
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
          appendEscape(of: byte)
          start = index + 1
        }
        index += 1
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<utf8.count]))
      append(UInt8(ascii: "\""))
    }
  }

  private mutating func appendEscape(of byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x00..<0x20:
      append(contentsOf: "u00".utf8)
      append(UInt8(ascii: "0") + (byte >> 4))
      let low = byte & 15
      append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + (low - 10))
    default: append(byte)
    }
  }
}
