/// What people see and type of an identifier: 60 random bits of its UUID in Crockford's base 32.
///
/// The alphabet leaves out I, L, O and U; reading takes either case, and I and L for 1, O for 0
/// (<https://www.crockford.com/base32.html>). Seven characters are shown; four or more name a thing
/// when only one thing begins with them.
public struct ShortID: Sendable, Hashable {
  /// The 60 bits.
  public let value: Int64

  /// How many characters are shown.
  public static let shownLength = 7
  /// How few characters may be typed.
  public static let minimumLength = 4
  /// How many characters there are.
  public static let fullLength = 12

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  init(value: Int64) {
    self.value = value
  }

  /// All twelve characters.
  public var full: String {
    String(
      decoding: (0..<Self.fullLength).map { position in
        Self.alphabet[Int(value >> Int64(55 - 5 * position) & 31)]
      }, as: UTF8.self)
  }

  /// The characters that are shown.
  public var shown: String { String(full.prefix(Self.shownLength)) }

  /// The values that begin with what was typed; nil when it cannot be a short id.
  static func range(ofPrefix text: some StringProtocol) -> ClosedRange<Int64>? {
    let utf8 = text.utf8
    guard utf8.count >= minimumLength, utf8.count <= fullLength else { return nil }
    var value: Int64 = 0
    for byte in utf8 {
      guard let digit = digit(byte) else { return nil }
      value = value << 5 | Int64(digit)
    }
    let open = Int64(5 * (fullLength - utf8.count))
    return (value << open)...((value << open) | ((1 << open) - 1))
  }

  private static func digit(_ byte: UInt8) -> Int? {
    let lower = byte | 0x20
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int(byte - UInt8(ascii: "0"))
    case _ where lower == UInt8(ascii: "o"): return 0
    case _ where lower == UInt8(ascii: "i") || lower == UInt8(ascii: "l"): return 1
    default: return alphabet.dropFirst(10).firstIndex(of: lower)
    }
  }
}

extension ShortID: CustomStringConvertible {
  /// The characters that are shown.
  public var description: String { shown }
}
