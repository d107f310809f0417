/// SQLite's integers of variable length: <https://sqlite.org/fileformat.html#varint>.
enum Varint {
  /// Reads one that is not negative; nil where the bytes end within it, or it does not fit.
  static func read(_ bytes: ArraySlice<UInt8>) -> (value: Int, end: Int)? {
    var value: UInt64 = 0
    for (count, index) in bytes.indices.prefix(9).enumerated() {
      let byte = bytes[index]
      // The ninth byte has no bit that says whether it goes on.
      if count == 8 {
        value = value << 8 | UInt64(byte)
      } else {
        value = value << 7 | UInt64(byte & 0x7F)
        if byte >= 0x80 { continue }
      }
      return Int(exactly: value).map { ($0, index + 1) }
    }
    return nil
  }

  /// The shortest bytes of a number that is below 2⁵⁶, as every size and count is.
  static func bytes(of value: Int) -> [UInt8] {
    var rest = value
    var bytes = [UInt8(truncatingIfNeeded: rest & 0x7F)]
    rest >>= 7
    while rest > 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes.reversed()
  }
}
