import ChatArchive
import Foundation
import Testing

private typealias Sample = ChatGPTSample

struct ArchiveTests {
  private static func export(_ id: String) -> [UInt8] {
    Array("[\(Sample.conversation([Sample.said("u", "user", id, parent: nil)], id: id))]".utf8)
  }

  @Test("An archive is read whether its files are packed or not, one or many, in folders or not")
  func forms() throws {
    try ImportScene.run { scene in
      var zip = SampleZIP()
      zip.add("user.json", Array("{}".utf8))
      zip.add("export/conversations-000.json", Self.export("a"))
      zip.add("export/conversations-001.json", Self.export("b"), isPacked: false)
      zip.add("export/message_feedback.json", Array("[]".utf8))
      let summary = try scene.importing(scene.write(zip.bytes, as: "export.zip"))
      #expect(summary.new == 2 && summary.problemCount == 0)
    }
  }

  @Test("Sizes and places that ZIP64 keeps elsewhere are found there")
  func large() throws {
    try ImportScene.run { scene in
      var zip = SampleZIP()
      zip.add("user.json", Array("{}".utf8), isLarge: true)
      zip.add("conversations-000.json", Self.export("a"), isLarge: true)
      zip.add("conversations-001.json", Self.export("b"), isPacked: false, isLarge: true)
      let summary = try scene.importing(scene.write(zip.bytes, as: "export.zip"))
      #expect(summary.new == 2 && summary.problemCount == 0)
    }
  }

  @Test("A folder is read as its archive is")
  func folder() throws {
    try ImportScene.run { scene in
      _ = try scene.write("{}", as: "export/user.json")
      _ = try scene.write(Self.export("a"), as: "export/conversations-000.json")
      _ = try scene.write(Self.export("b"), as: "export/conversations-001.json")
      let summary = try scene.importing(scene.folder)
      #expect(summary.new == 2 && summary.problemCount == 0)
    }
  }

  @Test("An archive that was cut off is refused in a sentence", arguments: [22, 100, 300])
  func cutOff(missing: Int) throws {
    try ImportScene.run { scene in
      var zip = SampleZIP()
      zip.add("conversations.json", Self.export("a"), isPacked: false)
      let path = try scene.write(Array(zip.bytes.dropLast(missing)), as: "export.zip")
      let summary = try scene.importing(path)
      #expect(summary.new == 0 && summary.problemCount == 1)
      #expect(summary.problems.first?.reason.contains("ZIP archive") == true)
    }
  }

  @Test("A damaged file in an archive is said, wherever the damage is")
  func damaged() throws {
    var zip = SampleZIP()
    zip.add("conversations.json", Self.export("a"))
    for place in stride(from: 0, to: zip.bytes.count, by: 3) {
      try ImportScene.run { scene in
        var bytes = zip.bytes
        bytes[place] ^= 0x55
        let summary = try scene.importing(scene.write(bytes, as: "export.zip"))
        // What is no matter of the content may be anything: times, versions.
        #expect(summary.problemCount > 0 || summary.new == 1, "\(place)")
      }
    }
  }

  @Test("A name that leads out of the archive leads nowhere")
  func escape() throws {
    try ImportScene.run { scene in
      let outside = try scene.write("mine", as: "conversations.json")
      var zip = SampleZIP()
      zip.add("../conversations.json", Self.export("a"))
      zip.add("/etc/conversations.json", Self.export("b"))
      let summary = try scene.importing(scene.write(zip.bytes, as: "deep/export.zip"))
      #expect(summary.new == 2)
      #expect(try String(contentsOfFile: outside, encoding: .utf8) == "mine")
    }
  }

  @Test("A file that unpacks to hundreds of times its size is not read to its end")
  func bomb() throws {
    try ImportScene.run { scene in
      var zip = SampleZIP()
      zip.add("conversations.json", [UInt8](repeating: 0x20, count: 300_000_000))
      let summary = try scene.importing(scene.write(zip.bytes, as: "export.zip"))
      #expect(summary.problems.first?.reason.contains("200 times its size") == true)
    }
  }

  @Test("What is encrypted is said to be")
  func encrypted() throws {
    try ImportScene.run { scene in
      var zip = SampleZIP()
      zip.add("conversations.json", Self.export("a"), isEncrypted: true)
      let summary = try scene.importing(scene.write(zip.bytes, as: "export.zip"))
      #expect(summary.problems.first?.reason.contains("encrypted") == true)
    }
  }
}
