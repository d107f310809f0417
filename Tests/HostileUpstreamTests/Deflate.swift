#if Networking
  /// Compressed bodies made by hand (RFC 1950, 1951, 1952), so that they can be spoilt.
  enum Deflate {
    /// A whole gzip member.
    static func gzip(_ text: String) -> [UInt8] {
      let bytes = Array(text.utf8)
      return gzipHead + stored(bytes, isLast: true) + littleEndian(checksum(bytes))
        + littleEndian(UInt32(bytes.count))
    }

    /// What a gzip member begins with.
    static let gzipHead: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    /// A whole zlib stream.
    static func zlib(_ text: String) -> [UInt8] {
      let bytes = Array(text.utf8)
      return [0x78, 1] + stored(bytes, isLast: true) + littleEndian(adler(bytes)).reversed()
    }

    /// Blocks that hold bytes as they are (RFC 1951 §3.2.4).
    static func stored(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
      var result: [UInt8] = []
      var rest = bytes[...]
      repeat {
        let piece = rest.prefix(0xFFFF)
        rest = rest.dropFirst(piece.count)
        let length = UInt16(piece.count)
        result.append(isLast && rest.isEmpty ? 1 : 0)
        result += [UInt8(length & 0xFF), UInt8(length >> 8)]
        result += [UInt8(~length & 0xFF), UInt8(~length >> 8)]
        result += piece
      } while !rest.isEmpty
      return result
    }

    /// Blocks that swell to two million spaces; they begin and end with a byte, so that any number of
    /// them can follow one another.
    static let bomb: [UInt8] = {
      var bits: [Bool] = [false, true, false]  // not the last one, fixed codes
      bits += [false, true, false, true, false, false, false, false]  // a space
      for _ in 0..<8000 {
        bits += [true, true, false, false, false, true, false, true]  // 258 bytes …
        bits += [false, false, false, false, false]  // … from one byte back
      }
      bits += [Bool](repeating: false, count: 7)  // the end
      bits += [false, false, false]  // an empty stored block, which ends with a byte
      var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
      for (position, bit) in bits.enumerated() where bit {
        bytes[position / 8] |= 1 << UInt8(position % 8)
      }
      return bytes + [0, 0, 0xFF, 0xFF]
    }()

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
      var value: UInt32 = 0xFFFF_FFFF
      for byte in bytes {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      }
      return ~value
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
      var (low, high): (UInt32, UInt32) = (1, 0)
      for byte in bytes {
        low = (low + UInt32(byte)) % 65_521
        high = (high + low) % 65_521
      }
      return high << 16 | low
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
  }
#endif
