import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("An export is a backup: everything that is kept, as it was at one moment")
struct ExportTests {
  private func withTwo(_ body: (ConvoProgram, ChatStore) async throws -> Void) async throws {
    try await withConvo { convo in
      let store = try ChatStore.open(path: convo.store)
      for title in ["one", "two", "gone"] {
        _ = try store.createConversation(
          title: title,
          messages: [MessageDraft(.user("words of \(title)")), MessageDraft(.assistant("reply"))])
      }
      try await body(convo, store)
    }
  }

  @Test("What is in the archive is exported with the rest, what is in the trash is not")
  func archive() async throws {
    try await withTwo { convo, store in
      #expect(try await convo.run("archive", "one").code == 0)
      #expect(try await convo.run("delete", "gone").code == 0)
      for format in ["jsonl", "openai"] {
        let result = try await convo.run("export", "--all", "--format", format)
        #expect(result.code == 0)
        #expect(result.output.contains("words of one") && result.output.contains("words of two"))
        #expect(!result.output.contains("words of gone"))
      }
    }
  }

  @Test("A conversation that cannot be read does not keep the others from being saved")
  func damaged() async throws {
    try await withTwo { convo, store in
      try store.database.withWriter(.normal) {
        try $0.execute(
          script: """
            PRAGMA ignore_check_constraints = ON; DROP TRIGGER message_never_changes;
            UPDATE message SET role = 'odd' WHERE id = 3;
            """, name: "damage")
      }
      let path = convo.home + "/all.jsonl"
      let result = try await convo.run("export", "--all", "-o", path)
      #expect(result.code == 74)
      #expect(result.errors.contains("1 of 3 conversations could not be read whole"))
      let kept = try String(contentsOfFile: path, encoding: .utf8)
      #expect(kept.contains("words of one") && kept.contains("words of gone"))
    }
  }

  @Test(
    "On a disk that has no second names for files a new file appears all the same, and replaces none"
  )
  func noLinks() async throws {
    try await withTwo { convo, _ in
      var convo = convo
      convo.storeFolder = convo.home
      let path = convo.home + "/all.jsonl"
      let broken = try Faults(calls: "link", error: EPERM).breaking(convo)
      let result = try await broken.run("export", "--all", "-o", path)
      #expect(result.code == 0, "\(result.errors)")
      #expect(Faults.struck(in: convo).count == 1)
      let kept = try String(contentsOfFile: path, encoding: .utf8)
      #expect(kept.contains("words of one"))
      #expect(try await broken.run("export", "one", "-o", path).code == 74)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == kept)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: convo.home)
          .filter { $0.hasSuffix(".part") } == [])
    }
  }

  @Test("A store that is lent stays as it was when others write, and is not written itself")
  func snapshot() async throws {
    try await withTwo { _, store in
      let conversation = try #require(try store.conversations(limit: 1).first)
      try store.snapshot { frozen in
        try store.rename(conversation, to: "later")
        _ = try store.append(.user("more"), to: store.activeBranch(of: conversation))
        #expect(try frozen.refreshed(conversation).title == "gone")
        #expect(try frozen.outline(of: conversation).count == 2)
        #expect(throws: ChatStoreError.self) { try frozen.rename(conversation, to: "no") }
      }
      #expect(try store.refreshed(conversation).title == "later")
    }
  }
}
