import ChatArchive
import ChatStore
import ChatTestSupport
import Foundation
import Testing

struct RecordFileTests {
  @Test("What was exported, imported and exported again is the same to the byte")
  func roundTrip() throws {
    for seed in 0..<12 {
      try ImportScene.run { scene in
        let origin = try RandomRecords(seed: UInt64(seed)).store()
        let exported = try origin.exported()
        let summary = try scene.importing(text: exported, as: "a.jsonl")
        #expect(summary.problemCount == 0)
        let again = try scene.exported()
        #expect(Array(exported.utf8) == Array(again.utf8))
        let findings = try scene.store.examine().findings
        #expect(findings.isEmpty)
        let twice = try scene.importing(text: exported, as: "a.jsonl")
        #expect(twice.new == 0 && twice.messages == 0 && twice.extended == 0)
      }
    }
  }

  @Test("What was exported without the trash is whole without it")
  func withoutTrash() throws {
    for seed in 0..<12 {
      try ImportScene.run { scene in
        let origin = try RandomRecords(seed: UInt64(seed)).store()
        let exported = try origin.exported(includingTrash: false)
        guard !exported.isEmpty else { return }
        let summary = try scene.importing(text: exported, as: "a.jsonl")
        #expect(summary.problems == [])
        let again = try scene.exported()
        #expect(Array(exported.utf8) == Array(again.utf8))
      }
    }
  }

  @Test("A broken line costs its conversation, and no other")
  func brokenLine() throws {
    try ImportScene.run { scene in
      let origin = try Self.conversations(3)
      var lines = try origin.exported().split(separator: "\n").map(String.init)
      let second = lines.indices.filter { lines[$0].contains("\"type\":\"message\"") }[1]
      lines[second].removeLast(5)
      let summary = try scene.importing(
        text: lines.joined(separator: "\n") + "\n", as: "a.jsonl")
      #expect(summary.new == 2 && summary.problemCount == 1)
      let offset = lines[..<second].reduce(0) { $0 + $1.utf8.count + 1 } + lines[second].utf8.count
      #expect(summary.problems.first?.position == offset)
    }
  }

  @Test("A message that was changed in the file is refused with its conversation")
  func changed() throws {
    try ImportScene.run { scene in
      let origin = try Self.conversations(2)
      var text = try origin.exported()
      let place = try #require(text.range(of: "Hello 0"))
      text.replaceSubrange(place, with: "Hallo 0")
      let summary = try scene.importing(text: text, as: "a.jsonl")
      #expect(summary.new == 1 && summary.problemCount == 1)
      #expect(summary.problems.first?.reason.contains("digest") == true)
    }
  }

  @Test(
    "A file that was cut off brings the conversations that are whole", arguments: [1, 40, 400, 900])
  func cutOff(missing: Int) throws {
    try ImportScene.run { scene in
      let origin = try Self.conversations(4)
      let text = try origin.exported()
      let summary = try scene.importing(
        text: String(decoding: Array(text.utf8).dropLast(missing), as: UTF8.self), as: "a.jsonl")
      // Without its last newline it is whole.
      #expect(summary.problemCount == (missing == 1 ? 0 : 1))
      #expect(summary.new == (missing == 1 ? 4 : 3) || missing > 500)
      let whole = try Set(origin.exported().split(separator: "\n"))
      let lines = try scene.exported().split(separator: "\n")
      #expect(lines.allSatisfy(whole.contains))
    }
  }

  @Test("Another version of the format is refused in a sentence that names both")
  func version() throws {
    try ImportScene.run { scene in
      let text = try Self.conversations(1).exported().replacing(
        "convo.jsonl.2", with: "convo.jsonl.9")
      let summary = try scene.importing(text: text, as: "a.jsonl")
      #expect(summary.new == 0)
      let reason = try #require(summary.problems.first?.reason)
      #expect(reason.contains("convo.jsonl.9") && reason.contains("convo.jsonl.2"))
    }
  }

  private static func conversations(_ count: Int) throws -> ChatStore {
    let store = try ChatStore.inMemory(clock: StoreSupportClock().now)
    for number in 0..<count { _ = try store.conversation([.user("Hello \(number)")]) }
    return store
  }
}
