import ChatArchive
import ChatStore
import ChatTestSupport
import Foundation
import Testing

private typealias Sample = ChatGPTSample

struct BadInputTests {
  private static func conversation(_ id: String) -> String {
    Sample.conversation([Sample.said("u", "user", id, parent: nil)], id: id)
  }

  @Test("JSON that was cut off brings what is whole, and says where it ends")
  func cutOff() throws {
    let text = "[\(Self.conversation("a")), \(Self.conversation("b"))]"
    for missing in [1, 2, 50, 200] {
      try ImportScene.run { scene in
        let summary = try scene.importing(text: String(text.dropLast(missing)))
        #expect(summary.new == (missing == 1 ? 2 : 1) && summary.problemCount == 1)
        let reason = try #require(summary.problems.first?.reason)
        #expect(reason.contains("the end of the file is missing"))
      }
    }
  }

  @Test("A hundred thousand levels cost their conversation, and no other")
  func depth() throws {
    try ImportScene.run { scene in
      let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
      let text = "[{\"mapping\": \(deep)}, \(Self.conversation("a"))]"
      let summary = try scene.importing(text: text)
      #expect(summary.new == 1 && summary.problemCount == 1)
      #expect(summary.problems.first?.reason.contains("deep") == true)
    }
  }

  @Test(
    "Another encoding is named, and what is no UTF-8 is said to be none",
    arguments: [
      (String.Encoding.utf16, "UTF-16"), (.isoLatin1, "UTF-8"),
    ])
  func encoding(encoding: String.Encoding, word: String) throws {
    try ImportScene.run { scene in
      let text = "[\(Self.conversation("é"))]"
      let bytes = try #require(text.data(using: encoding))
      let summary = try scene.importing(scene.write(Array(bytes), as: "conversations.json"))
      #expect(summary.new == 0 && summary.problemCount == 1)
      #expect(summary.problems.first?.reason.contains(word) == true)
    }
  }

  @Test("A byte order mark does no harm")
  func mark() throws {
    try ImportScene.run { scene in
      let summary = try scene.importing(text: "\u{FEFF}[\(Self.conversation("a"))]")
      #expect(summary.new == 1)
    }
  }

  @Test("A value that is too long is passed over without being kept")
  func long() throws {
    try ImportScene.run { scene in
      let path = "\(scene.folder)/conversations.json"
      _ = try scene.write("", as: "conversations.json")
      let file = try #require(FileHandle(forWritingAtPath: path))
      let piece = Data(repeating: 0x61, count: 1 << 20)
      try file.write(contentsOf: Data("[{\"mapping\": \"".utf8))
      for _ in 0..<200 { try file.write(contentsOf: piece) }
      try file.write(contentsOf: Data("\"}, \(Self.conversation("a"))]".utf8))
      try file.close()
      let summary = try scene.importing(path)
      #expect(summary.new == 1 && summary.problemCount == 1)
      #expect(summary.problems.first?.reason.contains("more than 160 MB") == true)
    }
  }

  @Test("An interrupted import leaves whole conversations only")
  func interrupt() throws {
    try ImportScene.run { scene in
      let text = "[" + (0..<3000).map { Self.conversation("c\($0)") }.joined(separator: ",") + "]"
      let path = try scene.write(text, as: "conversations.json")
      var asked = 0
      var summary = ImportSummary()
      #expect(throws: CancellationError.self) {
        try Importer.run(
          [path], into: scene.store,
          isCancelled: {
            asked += 1
            return asked > 4000
          }, report: { summary = $0 })
      }
      let stored = try scene.store.conversations(limit: .max)
      #expect(summary.new == stored.count && stored.count > 0 && stored.count < 3000)
      let findings = try scene.store.examine().findings
      #expect(findings.isEmpty)
    }
  }

  @Test(
    "Whatever becomes of the bytes of an export, an import ends, and the store is whole",
    arguments: 0..<60)
  func mutation(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = "[\((0..<4).map { Self.conversation("c\($0)") }.joined(separator: ", "))]"
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[place] = .random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      }
    }
    try ImportScene.run { scene in
      let summary = try scene.importing(scene.write(bytes, as: "conversations.json"))
      #expect(summary.new + summary.empty + summary.problemCount > 0)
      let findings = try scene.store.examine().findings
      #expect(findings.isEmpty)
    }
  }
}
