/// The width and height of an image, read from its first bytes.
package struct ImageSize: Equatable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Finds the size; nil where the bytes do not say it.
  package init?(of bytes: [UInt8]) {
    let reader = Bytes(bytes)
    guard let size = Self.png(reader) ?? Self.gif(reader) ?? Self.webP(reader) ?? Self.jpeg(reader),
      size.width > 0, size.height > 0
    else { return nil }
    self = size
  }

  /// Numbers at offsets; nil past the end.
  private struct Bytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func big(_ offset: Int, _ count: Int) -> Int? {
      slice(offset, count)?.reduce(0) { $0 << 8 | Int($1) }
    }

    func little(_ offset: Int, _ count: Int) -> Int? {
      slice(offset, count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func has(_ text: String, at offset: Int) -> Bool {
      slice(offset, text.utf8.count)?.elementsEqual(text.utf8) ?? false
    }

    private func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
      offset >= 0 && offset <= bytes.count - count ? bytes[offset..<(offset + count)] : nil
    }
  }

  /// PNG, "11.2.1 IHDR Image header": the first chunk of every file.
  private static func png(_ bytes: Bytes) -> ImageSize? {
    guard bytes.has("PNG", at: 1), bytes.has("IHDR", at: 12), let width = bytes.big(16, 4),
      let height = bytes.big(20, 4)
    else { return nil }
    return ImageSize(width: width, height: height)
  }

  /// GIF89a, §18 "Logical Screen Descriptor".
  private static func gif(_ bytes: Bytes) -> ImageSize? {
    guard bytes.has("GIF8", at: 0), let width = bytes.little(6, 2), let height = bytes.little(8, 2)
    else { return nil }
    return ImageSize(width: width, height: height)
  }

  /// RFC 9649: §2.5 (lossy), §2.6 (lossless), §2.7 (extended).
  private static func webP(_ bytes: Bytes) -> ImageSize? {
    guard bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) else { return nil }
    if bytes.has("VP8X", at: 12), let width = bytes.little(24, 3), let height = bytes.little(27, 3)
    {
      return ImageSize(width: width + 1, height: height + 1)
    }
    if bytes.has("VP8L", at: 12), let both = bytes.little(21, 4) {
      return ImageSize(width: both & 0x3FFF + 1, height: both >> 14 & 0x3FFF + 1)
    }
    guard bytes.has("VP8 ", at: 12), let width = bytes.little(26, 2),
      let height = bytes.little(28, 2)
    else { return nil }
    return ImageSize(width: width & 0x3FFF, height: height & 0x3FFF)
  }

  /// ITU-T T.81, B.2.2: the frame header, found by walking over the segments before it.
  private static func jpeg(_ bytes: Bytes) -> ImageSize? {
    guard bytes.big(0, 2) == 0xFFD8 else { return nil }
    var offset = 2
    while bytes.big(offset, 1) == 0xFF, let marker = bytes.big(offset + 1, 1) {
      switch marker {
      case 0xFF: offset += 1  // fill bytes
      case 0x01, 0xD0...0xD8: offset += 2  // no length follows
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = bytes.big(offset + 5, 2), let width = bytes.big(offset + 7, 2) else {
          return nil
        }
        return ImageSize(width: width, height: height)
      default:
        guard let length = bytes.big(offset + 2, 2), length >= 2 else { return nil }
        offset += 2 + length
      }
    }
    return nil
  }
}
