/// Tells whether bytes are the ones that were written: 64 bits, for accidents and not against forgery.
///
/// Four lanes, so that a vocabulary of five megabytes takes less than a millisecond.
public enum VocabularyChecksum {
  /// The checksum of the bytes.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    var offset = 0
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    while offset &+ 32 <= bytes.count {
      lanes.0 = mixed(lanes.0, word(offset))
      lanes.1 = mixed(lanes.1, word(offset &+ 8))
      lanes.2 = mixed(lanes.2, word(offset &+ 16))
      lanes.3 = mixed(lanes.3, word(offset &+ 24))
      offset &+= 32
    }
    var sum = UInt64(bytes.count)
    while offset < bytes.count {
      sum = mixed(sum, UInt64(bytes[offset]))
      offset &+= 1
    }
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { sum = mixed(sum, lane) }
    return sum
  }

  /// One round of xxHash64 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
  @inline(__always)
  private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let sum = lane &+ word &* 0xC2B2_AE3D_27D4_EB4F
    return (sum &<< 31 | sum &>> 33) &* 0x9E37_79B1_85EB_CA87
  }
}
