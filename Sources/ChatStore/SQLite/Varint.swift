/// SQLite's integers of variable length, up to eight bytes: <https://sqlite.org/fileformat.html#varint>.
///
/// A ninth byte would be of a number of 2⁵⁶ or more, which no size and no count is.
enum Varint {
  /// Reads one; nil where the bytes end within it, or it is longer.
  static func read(_ bytes: ArraySlice<UInt8>) -> (value: Int, end: Int)? {
    var value = 0
    for index in bytes.indices.prefix(8) {
      value = value << 7 | Int(bytes[index] & 0x7F)
      if bytes[index] < 0x80 { return (value, index + 1) }
    }
    return nil
  }

  /// The shortest bytes of a number.
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
