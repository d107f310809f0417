/// How a token comes about: the two tokens that merge into it.
struct TokenSplit: RawRepresentable {
  let rawValue: UInt64

  @inline(__always) init(rawValue: UInt64) { self.rawValue = rawValue }

  init(left: UInt32, right: UInt32, length: Int, isLeftPart: Bool, isRightPart: Bool) {
    rawValue =
      Self.parts(left, right) | UInt64(length) << 40 | (isLeftPart ? 1 << 62 : 0)
      | (isRightPart ? 1 << 63 : 0)
  }

  /// The left part; of a single byte the token itself.
  @inline(__always) var left: UInt32 { UInt32(truncatingIfNeeded: rawValue & 0xF_FFFF) }
  /// The right part; of a single byte the token itself.
  @inline(__always) var right: UInt32 { UInt32(truncatingIfNeeded: rawValue &>> 20 & 0xF_FFFF) }
  /// Both.
  @inline(__always) var parts: UInt64 { rawValue & 0xFF_FFFF_FFFF }
  /// The length of the token in bytes.
  @inline(__always) var length: Int { Int(truncatingIfNeeded: rawValue &>> 40 & 0x3F_FFFF) }
  /// Whether any token has this one on its left.
  @inline(__always) var isLeftPart: Bool { rawValue & 1 &<< 62 != 0 }
  /// Whether any token has this one on its right.
  @inline(__always) var isRightPart: Bool { rawValue & 1 &<< 63 != 0 }

  @inline(__always)
  static func parts(_ left: UInt32, _ right: UInt32) -> UInt64 {
    UInt64(left) | UInt64(right) &<< 20
  }
}
