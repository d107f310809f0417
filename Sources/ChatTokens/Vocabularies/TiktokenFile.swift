/// A `.tiktoken` file: a line a token, its bytes in Base64 (RFC 4648 §4), a space, its rank.
///
/// The format is that of `tiktoken.load.load_tiktoken_bpe`.
public enum TiktokenFile {
  /// Reads the tokens, in the order of their ranks.
  /// - Throws: `VocabularyError` with the line that cannot be read.
  public static func entries(
    _ bytes: UnsafeRawBufferPointer
  ) throws(VocabularyError) -> [VocabularySource.Entry] {
    var entries: [VocabularySource.Entry] = []
    var rest = bytes[...]
    var line = 0
    while !rest.isEmpty {
      line += 1
      var content = rest.prefix { $0 != 0x0A }
      rest = rest[content.endIndex...].dropFirst()
      if content.last == 0x0D { content.removeLast() }
      if content.isEmpty { continue }
      guard let space = content.firstIndex(of: 0x20), let token = decoded(content[..<space]),
        !token.isEmpty, let rank = number(content[space...].dropFirst())
      else { throw .unreadable(line: line) }
      entries.append((token, rank))
    }
    // Most files are sorted already.
    if zip(entries, entries.dropFirst()).contains(where: { $0.id >= $1.id }) {
      entries.sort { $0.id < $1.id }
    }
    return entries
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt32? {
    guard !digits.isEmpty else { return nil }
    var number: UInt32 = 0
    for digit in digits {
      guard 0x30...0x39 ~= digit else { return nil }
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeNow) = product.addingReportingOverflow(UInt32(digit - 0x30))
      guard !isTooLarge, !isTooLargeNow else { return nil }
      number = sum
    }
    return number
  }

  private static func decoded(_ text: Slice<UnsafeRawBufferPointer>) -> [UInt8]? {
    let digits = text.prefix { $0 != 0x3D }
    guard text.count % 4 == 0, text.count - digits.count <= 2,
      text[digits.endIndex...].allSatisfy({ $0 == 0x3D })
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit - 0x41)
    case 0x61...0x7A: UInt32(digit - 0x61 + 26)
    case 0x30...0x39: UInt32(digit - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
