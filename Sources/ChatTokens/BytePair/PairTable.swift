/// How the hash table of a packed vocabulary is laid out: open addressing, linear probing.
///
/// A slot has the token in its lower 20 bits and 12 bits of the hash above, so that a pair that does
/// not merge is nearly always known from the slot alone.
enum PairTable {
  /// No token: there are fewer than 2²⁰, and this would be the last.
  static let empty = UInt32.max

  @inline(__always)
  static func hash(_ parts: UInt64) -> UInt64 {
    // Fibonacci hashing, once more after the upper half has reached the lower.
    var hash = parts &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash &>> 32
    return hash &* 0xD6E8_FEB8_6659_FD93
  }

  @inline(__always)
  static func slot(_ hash: UInt64, capacity: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash &>> 32) &* capacity) &>> 32)
  }

  @inline(__always)
  static func mark(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash) & 0xFFF
  }
}
