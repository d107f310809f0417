/// The ways in which a law cuts an input into the pieces that a network would deliver.
enum Cuts {
  /// The bytes whole, one by one, and in pieces of sizes that follow from the bytes themselves, so
  /// that an input always means the same.
  static func all(of bytes: [UInt8]) -> [[[UInt8]]] {
    [[bytes], bytes.map { [$0] }, mixed(bytes)]
  }

  private static func mixed(_ bytes: [UInt8]) -> [[UInt8]] {
    // FNV-1a: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
    var state = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let end = min(bytes.count, start + 1 + Int(state >> 59))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }
}
