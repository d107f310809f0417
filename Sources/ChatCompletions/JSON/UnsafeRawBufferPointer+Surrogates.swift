extension UnsafeRawBufferPointer {
  /// Whether JSON text names half of a surrogate pair without the other (RFC 8259 §8.2).
  var holdsLoneSurrogate: Bool {
    let scanner = JSONScanner(self)
    var waits = false
    var index = 0
    while index < count {
      guard self[index] == UInt8(ascii: "\\"), index + 1 < count else {
        if waits { return true }
        index += 1
        continue
      }
      let unit = self[index + 1] == UInt8(ascii: "u") ? scanner.hexUnit(at: index + 2) : nil
      let isTrail = unit.map(UTF16.isTrailSurrogate) ?? false
      if waits != isTrail { return true }
      waits = unit.map(UTF16.isLeadSurrogate) ?? false
      index += unit == nil ? 2 : 6
    }
    return waits
  }
}
