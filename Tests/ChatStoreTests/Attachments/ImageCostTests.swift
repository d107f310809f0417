import ChatTokens
import Testing

@testable import ChatStore

@Suite struct ImageCostTests {
  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(number >> (8 * $0) & 0xFF) }
  }

  private static func big(_ number: Int, _ count: Int) -> [UInt8] {
    little(number, count).reversed()
  }

  static let images: [(name: String, bytes: [UInt8])] = [
    (
      "PNG",
      [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + big(13, 4) + Array("IHDR".utf8) + big(640, 4)
        + big(481, 4)
    ),
    ("GIF", Array("GIF89a".utf8) + little(640, 2) + little(481, 2)),
    (
      "JPEG",
      [0xFF, 0xD8, 0xFF, 0xE0] + big(4, 2) + [1, 2, 0xFF, 0xFF, 0xC2] + big(11, 2) + [8]
        + big(481, 2) + big(640, 2)
    ),
    (
      "lossy WebP",
      Array("RIFF____WEBPVP8 ____".utf8) + [0, 0, 0, 0x9D, 1, 0x2A] + little(640, 2)
        + little(481, 2)
    ),
    (
      "lossless WebP",
      Array("RIFF____WEBPVP8L____".utf8) + [0x2F] + little(639 | 480 << 14, 4)
    ),
    (
      "extended WebP",
      Array("RIFF____WEBPVP8X____".utf8) + [0, 0, 0, 0] + little(639, 3) + little(480, 3)
    ),
  ]

  @Test("The size of an image is read from its head", arguments: images)
  func sizes(name: String, bytes: [UInt8]) {
    #expect(ImageSize(of: bytes) == ImageSize(width: 640, height: 481))
    // Cut anywhere it is unknown or the same, and nothing traps.
    for count in bytes.indices {
      let cut = ImageSize(of: Array(bytes.prefix(count)))
      #expect(cut == nil || cut == ImageSize(width: 640, height: 481))
    }
  }

  @Test("An image costs what OpenAI's guide says")
  func guide() {
    #expect(ImageCost.safe.count(ImageSize(width: 1024, height: 1024)).expected == 765)
    #expect(ImageCost.safe.count(ImageSize(width: 2048, height: 4096)).expected == 1105)
    #expect(ImageCost.safe.count(ImageSize(width: 512, height: 512)).expected == 255)
  }

  @Test("An image whose size is not known costs the most that any costs")
  func unknown() {
    for cost in [ImageCost.safe, .gpt4oMini, .qwen] {
      let most = cost.count(nil).upper
      for (width, height) in [
        (1, 1), (2048, 768), (1 << 32, 1), (1, 1 << 32), (1 << 32, 1 << 32), (4000, 3000),
      ] {
        let count = cost.count(ImageSize(width: width, height: height))
        #expect(count.upper <= most && count.expected <= count.upper)
      }
    }
    #expect(ImageCost.qwen.count(ImageSize(width: 4000, height: 3000)).upper == 143 * 108)
  }
}
