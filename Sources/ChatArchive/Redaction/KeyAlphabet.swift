/// Which bytes a key is made of.
enum KeyAlphabet {
  /// Letters and digits.
  case alphanumeric
  /// Letters, digits and underscores.
  case word
  /// Capital letters and digits.
  case capital
  /// Letters, digits, hyphens and underscores: base64url (RFC 4648 §5).
  case base64URL
  /// What follows `Bearer` (RFC 6750 §2.1).
  case bearer

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .alphanumeric: byte.isASCIILetter || byte.isASCIIDigit
    case .word: byte.isWord
    case .capital: byte.isASCIIDigit || 0x41...0x5A ~= byte
    case .base64URL: byte.isWord || byte == UInt8(ascii: "-")
    case .bearer:
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "+"),
        UInt8(ascii: "/"), UInt8(ascii: "="):
        true
      default: byte.isWord
      }
    }
  }
}
