/// The parts of a recovered reply's content; text between them is a part of its own.
struct JoinedParts {
  private var parts: [String] = []
  private var text = ""
  private var isMoreThanText = false

  /// The parts as a JSON array; nil when there is nothing but text.
  var json: String? {
    guard isMoreThanText else { return nil }
    var copy = self
    copy.endText()
    return "[" + copy.parts.joined(separator: ",") + "]"
  }

  mutating func add(text: String) { self.text += text }

  mutating func add(part json: String) {
    endText()
    parts.append(json)
    isMoreThanText = true
  }

  private mutating func endText() {
    guard !text.isEmpty else { return }
    parts.append(#"{"type":"text","text":"# + Self.quoted(text) + "}")
    text = ""
  }

  /// A JSON string (RFC 8259 §7), written as the session writes one.
  private static func quoted(_ text: String) -> String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes += Array("\\b".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0C: bytes += Array("\\f".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
  }
}
