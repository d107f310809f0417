import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

struct MergeTests {
  @Test("A conversation that went on in two stores has both ends after a merge, and nothing twice")
  func apart() async throws {
    try await withConvo { convo in
      let other = convo.home + "/other.db"
      #expect(try await convo.run("new", "--no-send", "--title", "T", "first").code == 0)
      #expect(try await convo.run("backup", other).code == 0)
      for (path, words) in [(convo.store, "here"), (other, "there")] {
        let store = try ChatStore.open(path: path)
        let conversation = try #require(try store.conversations(limit: 1).first)
        _ = try store.append(.user(words), to: store.activeBranch(of: conversation))
      }
      let merged = try await convo.run("merge", other)
      #expect(merged.code == 0, "\(merged.errors)")
      #expect(
        merged.output
          == "Conversations: 0 new, 1 extended, 0 the same; messages: 1 came, 0 removed.\n")
      let branches = try await convo.run("branch", "--list", "T")
      #expect(branches.output.contains("main@"))
      let again = try await convo.run("merge", other)
      #expect(again.output.contains("0 came") && again.output.contains("1 the same"))
      #expect(try await convo.run("doctor").code == 0)
    }
  }

  @Test("What is no store, or this one, is refused, and nothing changes")
  func refusals() async throws {
    try await withConvo { convo in
      #expect(try await convo.run("new", "--no-send", "words").code == 0)
      let own = try await convo.run("merge", convo.store)
      #expect(own.code == 64 && own.errors.contains("itself"))
      let file = convo.home + "/text.db"
      try
        "no database, and more than a hundred bytes of it, so that it could be one by its size alone, if it were one"
        .write(toFile: file, atomically: true, encoding: .utf8)
      let text = try await convo.run("merge", file)
      #expect(text.code == 65 && text.errors.contains("not a convo store"))
      let missing = try await convo.run("merge", convo.home + "/none.db")
      #expect(missing.code == 66)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: convo.home)
          .filter { $0.hasPrefix("none") || $0.hasPrefix("text.db-") } == [])
    }
  }

  @Test("A store with an older schema is merged, and stays as it was")
  func older() async throws {
    try await withConvo { convo in
      #expect(try await convo.run("new", "--no-send", "words").code == 0)
      let old = convo.home + "/old.db"
      try OlderStore.make(at: old)
      let before = try Data(contentsOf: URL(fileURLWithPath: old))
      let result = try await convo.run("merge", old)
      #expect(result.code == 0, "\(result.errors)")
      let after = try Data(contentsOf: URL(fileURLWithPath: old))
      #expect(before == after)
    }
  }
}

/// A store of an earlier schema.
private enum OlderStore {
  static func make(at path: String) throws {
    try Data().write(to: URL(fileURLWithPath: path))
    try Database(path: path, access: .readWrite).withWriter(.full) {
      try Migrator(connection: $0, path: path).migrate(through: 12)
    }
  }
}
