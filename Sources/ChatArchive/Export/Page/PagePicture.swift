import ChatCompletions

/// Tells which pictures a page may show: those of which every browser knows that they are nothing else.
enum PagePicture {
  private static let types: [StaticString] = ["image/png", "image/jpeg", "image/gif", "image/webp"]

  /// The media type of a picture that may be shown; nil for any other.
  static func type(of mediaType: String) -> StaticString? {
    types.first { mediaType.hasSameBytes(as: $0.description) }
  }

  /// Whether an address is such a picture itself.
  static func isData(_ url: String) -> Bool {
    guard let type = types.first(where: { url.hasPrefix("data:\($0.description);base64,") }) else {
      return false
    }
    return url.utf8.dropFirst("data:;base64,".utf8.count + type.utf8CodeUnitCount).allSatisfy {
      byte in
      byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }
  }
}
