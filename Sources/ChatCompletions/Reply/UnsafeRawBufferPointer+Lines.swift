extension UnsafeRawBufferPointer {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The offset of the first CR or LF at or after an offset; `count` when there is none.
  func lineEnd(from start: Int) -> Int {
    var index = start
    while count - index >= 8 {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let feed = word ^ (Self.ones &* 0x0A)
      let carriage = word ^ (Self.ones &* 0x0D)
      let stops =
        (((feed &- Self.ones) & ~feed) | ((carriage &- Self.ones) & ~carriage))
        & (Self.ones &* 0x80)
      if stops != 0 { return index + stops.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count, self[index] != 0x0A, self[index] != 0x0D { index += 1 }
    return index
  }

  /// The value of a `data` field without the one space that may follow the colon; nil for another
  /// field.
  var dataField: UnsafeRawBufferPointer? {
    guard count >= 4, self[0] == UInt8(ascii: "d"), self[1] == UInt8(ascii: "a"),
      self[2] == UInt8(ascii: "t"), self[3] == UInt8(ascii: "a")
    else { return nil }
    guard count > 4 else { return UnsafeRawBufferPointer(rebasing: self[4...]) }
    guard self[4] == UInt8(ascii: ":") else { return nil }
    let start = count > 5 && self[5] == 0x20 ? 6 : 5
    return UnsafeRawBufferPointer(rebasing: self[start...])
  }
}
