/// The characters that stand for bytes in the files of byte-level vocabularies.
///
/// Bytes that print stand for themselves in Latin-1, the others for U+0100 and on, in their order; it is
/// `bytes_to_unicode` of GPT-2, which Hugging Face's `ByteLevel` took over.
enum ByteLevelAlphabet {
  private static let bytes: [UInt8?] = {
    var bytes = [UInt8?](repeating: nil, count: 0x144)
    var other = 0x100
    for byte in UInt8.min...UInt8.max {
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: bytes[Int(byte)] = byte
      default:
        bytes[other] = byte
        other += 1
      }
    }
    return bytes
  }()

  /// The bytes that a token stands for; nil if one of its characters stands for none.
  static func bytes(of token: String) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(token.utf8.count)
    for scalar in token.unicodeScalars {
      guard scalar.value < bytes.count, let byte = bytes[Int(scalar.value)] else { return nil }
      result.append(byte)
    }
    return result
  }
}
