/// Puts text into HTML so that it stays text, in an element as in an attribute.
///
/// What HTML reads is escaped. What nobody sees is made visible, because it can show words in another order than
/// they stand in (CVE-2021-42574) or hide text in text: control characters become their pictures, the others
/// `<U+202E>`. Newlines and tabs stay, and so do the joiners and variation selectors that scripts and emoji need.
struct PageText {
  private var previous: Unicode.Scalar?

  /// Appends a text.
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &output) }
  }

  /// Appends a text in UTF-8.
  static func append(_ utf8: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      guard byte >= 0x80 || byte < 0x20 || byte == 0x7F || isMarkup(byte) else {
        index += 1
        continue
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
      if byte < 0x80 {
        appendASCII(byte, utf8, &index, to: &output)
      } else {
        // From here to the next ASCII byte, scalar by scalar.
        var end = index
        while end < utf8.count, utf8[end] >= 0x80 { end += 1 }
        var text = PageText()
        let words = String(
          decoding: UnsafeBufferPointer(rebasing: utf8[index..<end]), as: UTF8.self)
        text.previous = index > 0 && utf8[index - 1] < 0x80 ? Unicode.Scalar(utf8[index - 1]) : nil
        for scalar in words.unicodeScalars { text.append(scalar, to: &output) }
        index = end
      }
      start = index
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  private static func appendASCII(
    _ byte: UInt8, _ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int, to output: inout [UInt8]
  ) {
    index += 1
    switch byte {
    case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
    case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
    case 0x09, 0x0A: output.append(byte)
    case 0x0D where index < utf8.count && utf8[index] == 0x0A: break
    case 0x7F: append(picture: 0x2421, to: &output)
    default: append(picture: 0x2400 + UInt32(byte), to: &output)
    }
  }

  private static func append(picture: UInt32, to output: inout [UInt8]) {
    guard let picture = Unicode.Scalar(picture) else { return }
    output.append(contentsOf: UTF8.encode(picture) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    if isHarmless(scalar) {
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
      output.append(contentsOf: "&lt;U+\(zeros)\(digits)&gt;".utf8)
    }
    previous = scalar
  }

  private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3001...0x3029, 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF5E:
      // Most of Chinese, Japanese and Korean text.
      return true
    case 0x80...0x9F, 0x2028, 0x2029, 0xFFF9...0xFFFB: return false
    case 0xE0100...0xE01EF:
      // They choose between shapes of an ideograph; after anything else they can carry hidden text.
      return previous?.properties.isIdeographic ?? false
    case 0x200C, 0x200D:
      // Two in a row join nothing, and rows of them have been used to write in binary.
      return !(previous?.properties.isJoinControl ?? false)
    case 0x200B:
      // It parts words in Thai, Lao, Burmese and Khmer.
      switch previous?.value ?? 0 {
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
      default: return false
      }
    default:
      let properties = scalar.properties
      if properties.isVariationSelector {
        guard let previous else { return false }
        return !previous.properties.isVariationSelector && !previous.properties.isWhitespace
      }
      return !properties.isDefaultIgnorableCodePoint
    }
  }
}
