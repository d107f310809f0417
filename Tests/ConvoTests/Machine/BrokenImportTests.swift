import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("Whatever breaks in the middle of an import, the store has whole conversations")
struct BrokenImportTests {
  private static let count = 400

  /// An export of several transactions.
  private static func write(for convo: ConvoProgram) throws -> String {
    let conversations = (0..<count).map { number in
      let words = String(repeating: "words \(number) ", count: 1000)
      return """
        {"id": "c\(number)", "mapping": {
          "u": {"message": {"author": {"role": "user"},
            "content": {"content_type": "text", "parts": ["\(words)"]}}, "parent": null},
          "a": {"message": {"author": {"role": "assistant"},
            "content": {"content_type": "text", "parts": ["\(words)"]}}, "parent": "u"}}}
        """
    }
    let path = convo.home + "/conversations.json"
    try "[\(conversations.joined(separator: ","))]".write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// What is there is whole, and importing again brings the rest.
  private static func expectWhole(_ convo: ConvoProgram, after file: String) async throws -> Int {
    let store = try ChatStore.open(path: convo.store)
    let stored = try store.conversations(limit: .max)
    #expect(stored.allSatisfy { $0.messageCount == 2 })
    let findings = try store.examine().findings
    #expect(findings.isEmpty)
    let rest = try await convo.run("import", file)
    #expect(rest.code == 0, "\(rest.errors)")
    #expect(try store.conversations(limit: .max).count == count)
    return stored.count
  }

  @Test("A process that is killed", arguments: [40, 400, 1200, 2500])
  func kill(write: Int) async throws {
    try await withConvo { convo in
      let file = try Self.write(for: convo)
      #expect(try await convo.run("new", "--no-send", "--title", "t", "words").code == 0)
      #expect(try await convo.run("delete", "t").code == 0)
      let broken = try Faults(calls: "write", first: write, last: write, signal: SIGKILL)
        .breaking(convo)
      let result = try await broken.run("import", file)
      #expect(result.code == 128 + SIGKILL)
      _ = try await Self.expectWhole(convo, after: file)
    }
  }

  @Test("A disk that is full", arguments: [40, 400, 1200, 2500])
  func full(write: Int) async throws {
    try await withConvo { convo in
      let file = try Self.write(for: convo)
      #expect(try await convo.run("new", "--no-send", "--title", "t", "words").code == 0)
      #expect(try await convo.run("delete", "t").code == 0)
      let broken = try Faults(calls: "write", first: write).breaking(convo)
      let result = try await broken.run("import", file)
      #expect(result.code == 74)
      #expect(result.errors.contains("No space is left"), "\(result.errors)")
      let stored = try await Self.expectWhole(convo, after: file)
      // What it says has come, has come.
      #expect(result.output.isEmpty ? stored == 0 : result.output.contains("\(stored) new"))
    }
  }

  @Test("Ctrl-C", arguments: [40, 400])
  func interrupt(write: Int) async throws {
    try await withConvo { convo in
      let file = try Self.write(for: convo)
      #expect(try await convo.run("new", "--no-send", "--title", "t", "words").code == 0)
      #expect(try await convo.run("delete", "t").code == 0)
      let broken = try Faults(calls: "write", first: write, last: write, signal: SIGINT)
        .breaking(convo)
      let result = try await broken.run("import", file)
      let stored = try await Self.expectWhole(convo, after: file)
      #expect(result.code == (stored == Self.count ? 0 : 130))
      #expect(result.output.contains("\(stored) new"))
    }
  }
}
