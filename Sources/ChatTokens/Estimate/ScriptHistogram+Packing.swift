extension ScriptHistogram {
  /// The counts that are not zero, each as the place of its class and a number in LEB128: some
  /// twenty bytes for a message.
  public var packed: [UInt8] {
    var bytes: [UInt8] = []
    for (place, count) in counts.enumerated() where count > 0 {
      bytes.append(UInt8(truncatingIfNeeded: place))
      bytes.appendVariableLength(count)
    }
    return bytes
  }

  /// Restores what `packed` gave; nil for bytes that it cannot have given.
  public init?(packed: some Collection<UInt8>) {
    var counts = [Int](repeating: 0, count: ScriptClass.allCases.count)
    var rest = packed[...]
    while let place = rest.popFirst() {
      guard Int(place) < counts.count, let count = rest.popVariableLength() else { return nil }
      counts[Int(place)] = count
    }
    self.init(counts: counts)
  }
}
