import CMiniZip

/// Writes ZIP archives, also such as no program writes: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.
struct SampleZIP {
  private var archive: [UInt8] = []
  private var contents: [UInt8] = []
  private var count = 0

  /// Adds a file; `claimed` is what the archive says of its size.
  mutating func add(
    _ name: String, _ bytes: [UInt8], isPacked: Bool = true, isEncrypted: Bool = false,
    claimed: Int? = nil, isLarge: Bool = false
  ) {
    let data = isPacked ? Self.deflated(bytes) : bytes
    let sum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    let offset = archive.count
    let common =
      Self.number(20, 2) + Self.number(isEncrypted ? 1 : 0, 2) + Self.number(isPacked ? 8 : 0, 2)
      + Self.number(0, 4) + Self.number(Int(sum), 4) + Self.number(data.count, 4)
      + Self.number(claimed ?? bytes.count, 4) + Self.number(name.utf8.count, 2) + Self.number(0, 2)
    archive += Self.number(0x0403_4B50, 4) + common + Array(name.utf8) + data
    // ZIP64 has sizes and places behind the name, and behind whatever else may stand there.
    let extra =
      Self.number(0x5455, 2) + Self.number(1, 2) + [0] + Self.number(1, 2) + Self.number(24, 2)
      + Self.number(claimed ?? bytes.count, 8) + Self.number(data.count, 8) + Self.number(offset, 8)
    let large =
      Array(common.prefix(14)) + Self.number(0xFFFF_FFFF, 4) + Self.number(0xFFFF_FFFF, 4)
      + Self.number(name.utf8.count, 2) + Self.number(extra.count, 2)
    contents +=
      Self.number(0x0201_4B50, 4) + Self.number(20, 2) + (isLarge ? large : common)
      + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4)
      + Self.number(isLarge ? 0xFFFF_FFFF : offset, 4) + Array(name.utf8) + (isLarge ? extra : [])
    count += 1
  }

  /// The archive with its table of contents.
  var bytes: [UInt8] {
    archive + contents + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(contents.count, 4) + Self.number(archive.count, 4)
      + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Deflate without the header and the check sum of zlib around it.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    compress2(&packed, &size, bytes, UInt(bytes.count), 9)
    return Array(packed[2..<Int(size) - 4])
  }
}
