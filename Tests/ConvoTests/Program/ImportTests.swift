import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

struct ImportTests {
  /// A conversation as ChatGPT exports it.
  private static func conversation(_ id: String, _ words: String) -> String {
    """
    {"id": "\(id)", "title": "\(words)", "create_time": 1700000000, "mapping": {"n": {"id": "n",
      "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["\(words)"]}},
      "parent": null, "children": []}}, "current_node": "n"}
    """
  }

  private func write(_ text: String, _ name: String, _ convo: ConvoProgram) throws -> String {
    let path = convo.home + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("An import says what came, what was there, and what was skipped")
  func summary() async throws {
    try await withConvo { convo in
      let file = try write(
        "[\(Self.conversation("a", "一个问题")), {\"mapping\": 1}, \(Self.conversation("b", "two"))]",
        "conversations.json", convo)
      let first = try await convo.run("import", file)
      #expect(first.code == 65)
      #expect(first.output == "Conversations: 2 new, 1 skipped; 2 messages came.\n")
      #expect(first.errors.contains("byte") && first.errors.contains("mapping"))
      let again = try await convo.run("import", file)
      #expect(
        again.output == "Conversations: 0 new, 2 there already, 1 skipped; 0 messages came.\n")
      let found = try await convo.run("search", "问题")
      #expect(found.code == 0 && found.output.contains("一个问题"))
    }
  }

  @Test("Standard input is imported like a file, archive or not")
  func standardInput() async throws {
    try await withConvo { convo in
      let result = try await convo.run(
        "import", "-", input: "[\(Self.conversation("a", "one"))]")
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.output == "Conversations: 1 new; 1 messages came.\n")
    }
  }

  @Test("What cannot be imported at all is said in one sentence, and makes no store")
  func nothing() async throws {
    try await withConvo { convo in
      let missing = try await convo.run("import", convo.home + "/none.json")
      #expect(missing.code == 66 && missing.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: convo.store))
      for (text, word) in [
        ("", "no conversations"), ("hello", "not JSON"), ("{\"a\": 1}", "no conversations"),
        ("[1, 2]", "no conversations"), ("PK\u{3}\u{4}rubbish", "ZIP archive"),
      ] {
        let file = try write(text, "file.json", convo)
        let result = try await convo.run("import", file)
        #expect(result.code == 65, "\(text)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.output.isEmpty)
      }
      let store = try ChatStore.open(path: convo.store)
      #expect(try store.conversations(limit: 1).isEmpty)
    }
  }

  @Test("A folder without exports, and a store of convo's own, are told apart from exports")
  func folders() async throws {
    try await withConvo { convo in
      let folder = convo.home + "/folder"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let empty = try await convo.run("import", folder)
      #expect(empty.code == 65 && empty.errors.contains("No file in"))
      _ = try ChatStore.open(path: convo.home + "/other.db")
      let store = try await convo.run("import", convo.home + "/other.db")
      #expect(store.code == 65 && store.errors.contains("convo merge"))
    }
  }

  @Test("Everything goes out and comes into another store, and goes out the same")
  func roundTrip() async throws {
    try await withConvo { convo in
      #expect(try await convo.run("new", "--no-send", "--title", "一", "words").code == 0)
      #expect(try await convo.run("new", "--no-send", "--title", "Gone", "more").code == 0)
      #expect(try await convo.run("delete", "Gone").code == 0)
      let file = convo.home + "/all.jsonl"
      #expect(try await convo.run("export", "--all", "--trash", "-o", file).code == 0)
      let other = convo.home + "/other.db"
      let result = try await convo.run("import", "--db", other, file)
      #expect(result.output == "Conversations: 2 new; 2 messages came.\n")
      let again = try await convo.run("export", "--all", "--trash", "--db", other)
      #expect(try again.output == String(contentsOfFile: file, encoding: .utf8))
      #expect(try await convo.run("doctor", "--db", other).code == 0)
    }
  }
}
