extension ScriptHistogram {
  /// The counts that are not zero, each as the place of its class and a number in LEB128
  /// (<https://dwarfstd.org/doc/DWARF5.pdf>, section 7.6): some twenty bytes for a message.
  public var packed: [UInt8] {
    var bytes: [UInt8] = []
    for (place, count) in counts.enumerated() where count > 0 {
      bytes.append(UInt8(truncatingIfNeeded: place))
      var rest = UInt64(count)
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return bytes
  }

  /// Restores what `packed` gave; nil for bytes that it cannot have given.
  public init?(packed: some Collection<UInt8>) {
    var counts = [Int](repeating: 0, count: ScriptClass.allCases.count)
    var rest = packed[...]
    while let place = rest.popFirst() {
      guard Int(place) < counts.count else { return nil }
      var count: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        guard let byte = rest.popFirst(), shift < 63 else { return nil }
        count |= UInt64(byte & 0x7F) << shift
        if byte & 0x80 == 0 { break }
        shift += 7
      }
      guard let count = Int(exactly: count) else { return nil }
      counts[Int(place)] = count
    }
    self.init(counts: counts)
  }
}
