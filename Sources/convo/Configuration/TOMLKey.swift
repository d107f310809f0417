/// One part of a dotted key, compared by its bytes.
///
/// Swift's `==` on strings would take two spellings of `é` for one key; TOML does not.
struct TOMLKey: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The part in UTF-8, unescaped.
  let bytes: [UInt8]

  /// Takes a part as it is, without quotes.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// Takes a part as it is, without quotes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Takes a part as it is, without quotes.
  init(stringLiteral text: String) { self.init(text) }

  /// The part as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The part as it is written in a file: bare where TOML allows it, else quoted.
  var written: String {
    !bytes.isEmpty && bytes.allSatisfy(Self.isBare) ? text : TOMLText.quoted(text)
  }

  /// Whether a byte may stand in a key without quotes (TOML 1.0, "Keys").
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension Sequence<TOMLKey> {
  /// The parts joined by dots, quoted where they must be.
  var written: String { map(\.written).joined(separator: ".") }
}
