import ChatStore
import Testing

@testable import ChatArchive

extension AttachmentPile {
  /// The bytes of each.
  func bytes() throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    try forEach { all.append($1) }
    return all
  }
}

@Suite("A conversation's attachments are there once, in memory or not")
struct AttachmentPileTests {
  @Test(
    "However much stays in memory, each comes back as it was, in its order",
    arguments: [0, 25, 1000]
  )
  func spilled(limit: Int) throws {
    let pile = AttachmentPile(limit: limit)
    #expect(pile.isEmpty)
    let files = (0..<20).map { number in
      Attachment(name: "f\(number)", mediaType: "text/plain", bytes: Array("words \(number)".utf8))
    }
    for file in files + files.reversed() { pile.add(file) }
    for _ in 0..<2 {
      var found: [[UInt8]] = []
      try pile.forEach { sha256, bytes in
        let file = Attachment(name: "", mediaType: "", bytes: bytes)
        #expect(file.reference.sha256 == sha256)
        found.append(bytes)
      }
      #expect(found == files.map(\.bytes))
    }
  }
}
