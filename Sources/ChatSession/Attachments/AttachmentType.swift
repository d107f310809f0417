/// What a file is, by its bytes: its name may say anything.
package enum AttachmentType: Equatable {
  /// Text in UTF-8 without NUL.
  case text
  /// An image that endpoints take.
  case image(mediaType: String)
  /// Something that no endpoint takes here; the words are for "is …".
  case other(String)

  /// Looks at the bytes.
  package init(of bytes: [UInt8]) {
    if let mediaType = Self.image(bytes) {
      self = .image(mediaType: mediaType)
    } else if Self.isText(bytes), !bytes.starts(with: "%PDF-".utf8) {
      self = .text
    } else {
      self = .other(Self.words(for: bytes))
    }
  }

  /// The media type under which it is kept; nil for what is not taken.
  package var mediaType: String? {
    switch self {
    case .text: "text/plain"
    case .image(let mediaType): mediaType
    case .other: nil
    }
  }

  private static func image(_ bytes: [UInt8]) -> String? {
    func has(_ text: StaticString, at offset: Int = 0) -> Bool {
      text.withUTF8Buffer { bytes.dropFirst(offset).starts(with: $0) }
    }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if has("GIF87a") || has("GIF89a") { return "image/gif" }
    if has("RIFF"), has("WEBP", at: 8) { return "image/webp" }
    return nil
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Names the types that people try, so that they see what to convert.
  private static func words(for bytes: [UInt8]) -> String {
    let known: [(words: String, offset: Int, magic: [UInt8])] = [
      ("a PDF; take its text out first, for instance with pdftotext", 0, Array("%PDF-".utf8)),
      ("a ZIP archive, as Office documents are; take its text out first", 0, [0x50, 0x4B, 3, 4]),
      ("a gzip archive", 0, [0x1F, 0x8B]),
      ("a TIFF image; convert it to PNG", 0, [0x49, 0x49, 0x2A, 0]),
      ("a TIFF image; convert it to PNG", 0, [0x4D, 0x4D, 0, 0x2A]),
      ("a HEIC or AVIF image or a film; convert it to JPEG", 4, Array("ftyp".utf8)),
      ("a WAV recording", 8, Array("WAVE".utf8)),
      ("a program", 0, [0x7F, 0x45, 0x4C, 0x46]),
      ("text in UTF-16; convert it to UTF-8, for instance with iconv", 0, [0xFF, 0xFE]),
      ("text in UTF-16; convert it to UTF-8, for instance with iconv", 0, [0xFE, 0xFF]),
    ]
    if let type = known.first(where: { bytes.dropFirst($0.offset).starts(with: $0.magic) }) {
      return type.words
    }
    // Text in another encoding can begin so too.
    if bytes.starts(with: "BM".utf8), bytes.contains(0) { return "a BMP image; convert it to PNG" }
    return bytes.contains(0)
      ? "neither an image nor text, because it holds NUL bytes"
      : "neither an image nor text in UTF-8; convert it, for instance with iconv"
  }
}
