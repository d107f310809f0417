import ChatStore

/// Bytes that stand in a text as base64 (RFC 4648, §4).
struct InlineData {
  /// The media type that is said to be theirs.
  let mediaType: String
  /// The bytes.
  let bytes: [UInt8]

  /// Reads base64; line breaks and missing `=` are passed over, anything else that does not belong makes nil.
  init?(mediaType: String, base64: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(base64.utf8.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in base64.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
      case UInt8(ascii: "="), 0x0A, 0x0D: continue
      default: return nil
      }
      bits = bits << 6 | UInt32(digit)
      count += 1
      if count == 4 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      }
    }
    switch count {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: return nil
    }
    guard !bytes.isEmpty else { return nil }
    self.mediaType = mediaType
    self.bytes = bytes
  }

  /// Reads a `data:` URL in base64 (RFC 2397).
  init?(url: String) {
    let scheme = "data:"
    guard url.utf8.starts(with: scheme.utf8),
      let comma = url.utf8.firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let header = url.utf8[..<comma].dropFirst(scheme.utf8.count)
    let fields = header.split(separator: UInt8(ascii: ";")).map { String($0) ?? "" }
    guard let type = fields.first, fields.last?.utf8.elementsEqual("base64".utf8) == true else {
      return nil
    }
    self.init(mediaType: type, base64: String(url[url.index(after: comma)...]))
  }

  /// The bytes as what a message carries.
  var attachment: Attachment {
    Attachment(name: name, mediaType: mediaType, bytes: bytes)
  }

  /// A name for a file that came without one: `image.png`.
  var name: String { Self.name(of: mediaType) }

  /// A name for a file of a type.
  static func name(of mediaType: String) -> String {
    let parts = mediaType.split(separator: "/")
    guard parts.count == 2, parts[1].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return "file"
    }
    return "\(parts[0]).\(parts[1].prefix { $0 != "+" })"
  }
}
