import Foundation
import Testing

@testable import ChatSession

@Suite struct AttachmentTypeTests {
  @Test(
    "What can be sent is known by its bytes",
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("GIF87a".utf8), "image/gif"),
      (Array("GIF89a\0".utf8), "image/gif"), (Array("RIFF\0\0\0\0WEBP".utf8), "image/webp"),
      (Array("a\té語\r\n".utf8), "text/plain"), (Array("\u{FEFF}a".utf8), "text/plain"),
      (Array("<svg/>".utf8), "text/plain"), (Array("BMW".utf8), "text/plain"),
    ] as [([UInt8], String)])
  func taken(bytes: [UInt8], mediaType: String) {
    #expect(AttachmentType(of: bytes).mediaType == mediaType)
  }

  @Test(
    "What cannot be sent is named, with what to do",
    arguments: [
      (Array("%PDF-1.7\n".utf8), "PDF"), ([0x50, 0x4B, 3, 4, 0], "ZIP"), ([0x1F, 0x8B, 8], "gzip"),
      (Array("\0\0\0\u{20}ftypheic".utf8), "HEIC"), (Array("BM\0\0".utf8), "BMP"),
      (Array("RIFF\0\0\0\0WAVE".utf8), "WAV"), ([0x7F, 0x45, 0x4C, 0x46, 0], "program"),
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0x61, 0], "NUL"),
      (Array("BMW ".utf8) + [0xE4], "iconv"), ([0x63, 0xED, 0xA0, 0x80], "iconv"),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], word: String) {
    guard case .other(let words) = AttachmentType(of: bytes) else {
      Issue.record("It was taken.")
      return
    }
    #expect(words.contains(word))
  }

  @Test("Base64 is that of the standard")
  func base64() {
    for count in 0..<50 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
      #expect(bytes.base64 == Data(bytes).base64EncodedString())
    }
  }
}
