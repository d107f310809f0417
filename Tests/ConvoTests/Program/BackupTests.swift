import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

struct BackupTests {
  @Test("A backup is a whole store, only its owner can read it, and it replaces an older one")
  func copy() async throws {
    try await withConvo { convo in
      let file = convo.home + "/copy.db"
      for words in ["one", "two"] {
        #expect(try await convo.run("new", "--no-send", "--title", words, words).code == 0)
        let result = try await convo.run("backup", file)
        #expect(result.code == 0, "\(result.errors)")
      }
      let list = try await convo.run("list", "--db", file)
      #expect(list.output.contains("one") && list.output.contains("two"))
      #expect(try await convo.run("doctor", "--db", file).code == 0)
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("What is no store, and the store itself, are never replaced")
  func refusals() async throws {
    try await withConvo { convo in
      #expect(try await convo.run("new", "--no-send", "words").code == 0)
      let note = convo.home + "/note.txt"
      try "words".write(toFile: note, atomically: true, encoding: .utf8)
      let text = try await convo.run("backup", note)
      #expect(text.code == 65 && text.errors.contains("no convo store"))
      #expect(try String(contentsOfFile: note, encoding: .utf8) == "words")
      let own = try await convo.run("backup", convo.store)
      #expect(own.code == 65 && own.errors.contains("itself"))
      let nowhere = try await convo.run("backup", convo.home + "/none/copy.db")
      #expect(nowhere.code == 74)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: convo.home)
          .filter { $0.contains(".part") } == [])
    }
  }

  @Test("A backup ends while others write, and has what was there when it began")
  func writers() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, _, _) = try store.createConversation(
        title: "t",
        messages: (0..<2000).map {
          MessageDraft(.user("words \($0) " + String(repeating: "x", count: 900)))
        })
      let copy = path + "-copy"
      var count = 0
      // Another connection commits between any two pieces of the copy.
      let writer = try ChatStore.open(path: path)
      try store.backup(to: copy) { _, _ in
        count += 1
        _ = try writer.append(.user("more"), to: writer.activeBranch(of: conversation))
      }
      #expect(count > 1)
      let copied = try ChatStore.open(path: copy)
      let kept = try #require(try copied.conversation(conversation.id))
      #expect(kept.messageCount == 2000)
      let findings = try copied.examine().findings.map(\.message)
      #expect(findings == [])
    }
  }
}
