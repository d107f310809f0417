import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("Segments are merged by searches, and by appends when nobody searches")
struct MergingTests {
  private static func unmerged(_ store: ChatStore) throws -> Int {
    try store.read { try SearchIndexer(connection: $0).unmerged() }
  }

  @Test("Appends leave merging to the searches after them, which find the same before and after")
  func searches() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      var (_, branch, _) = try store.conversation()
      for number in 0..<1000 {
        branch = try store.append(.user("word \(number % 10)"), to: branch).branch
      }
      #expect(try Self.unmerged(store) == 15)
      let found = try store.search("word 3", limit: .max).map(\.message)
      #expect(found.count == 100)
      var searches = 0
      while try Self.unmerged(store) > 0, searches < 20 {
        #expect(try store.search("word 3", limit: .max).map(\.message) == found)
        searches += 1
      }
      #expect(try Self.unmerged(store) == 0)
      #expect(try store.examine().isClean)
    }
  }

  @Test("While a merge of many pages is under way, every page is found and the index is whole")
  func pieces() throws {
    try withStore { store in
      var generator = SeededGenerator(seed: 5)
      for _ in 0..<12 {
        let drafts = (0..<60).map { _ in
          let words = (0..<60).map { _ in "w\(UInt32.random(in: 0..<100_000, using: &generator))" }
          return MessageDraft(.user(words.joined(separator: " ")))
        }
        _ = try store.createConversation(messages: drafts)
        _ = try store.search("w1")
      }
      var pieces = 0
      try store.write { connection in
        let check = SegmentCheck(connection: connection)
        #expect(try check.isWhole())
        var before = -1
        while connection.totalChanges - before >= 2, pieces < 1000 {
          before = connection.totalChanges
          try connection.run(
            "INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?1)",
            .integer(pieces == 0 ? -1 : 1))
          pieces += 1
          #expect(try check.isWhole(), "\(pieces)")
        }
      }
      #expect(pieces > 20, "\(pieces)")
      #expect(try store.examine().isClean)
    }
  }

  @Test("Where nobody searches, appends merge before there is too much of it")
  func appends() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (_, branch, _) = try store.conversation()
      try store.write { try $0.run("UPDATE search_mark SET unmerged = 191") }
      var end = branch
      for number in 0..<64 * 9 {
        end = try store.append(.user("word \(number)"), to: end).branch
        #expect(try Self.unmerged(store) <= 200)
      }
      #expect(try Self.unmerged(store) < 191)
      #expect(try store.examine().isClean)
    }
  }
}
