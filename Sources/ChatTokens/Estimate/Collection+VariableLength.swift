extension Array where Element == UInt8 {
  /// Appends a number in LEB128 (<https://dwarfstd.org/doc/DWARF5.pdf>, section 7.6).
  /// - Parameter number: The number; a negative one counts as none.
  mutating func appendVariableLength(_ number: Int) {
    var rest = UInt64(Swift.max(0, number))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension Collection where SubSequence == Self, Element == UInt8 {
  /// Takes a number in LEB128 from the beginning.
  /// - Returns: nil where the bytes end within it, or where it is too large.
  mutating func popVariableLength() -> Int? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard let byte = popFirst(), shift < 63 else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Int(exactly: number) }
      shift += 7
    }
  }
}
