import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct StoreSearchTests {
  @Test("Every word must occur, in any order, Latin or Chinese, and the newest comes first")
  func words() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation(
        [
          .user("How do I tokenize Chinese text?"), .assistant("用结巴分词来处理中文文本。"),
          .user("And with a Tokenizer for text in SQLite?"), .assistant("Use FTS5，它支持自定义分词器。"),
          .system("Café text"),
        ], title: "words")
      func found(_ query: String) throws -> [Int] {
        try store.search(query).map { hit in messages.firstIndex { $0.id == hit.message } ?? -1 }
      }
      try #expect(found("text") == [4, 2, 0])
      try #expect(found("text chinese") == [0])
      try #expect(found("chinese TEXT") == [0])
      try #expect(found("中文") == [1])
      try #expect(found("分词") == [3, 1])
      try #expect(found("分词 fts5") == [3])
      try #expect(found("cafe") == [4])
      try #expect(found("absent text") == [])
      try #expect(found("\"chinese text\"") == [0])
      try #expect(found("\"text chinese\"") == [])
      try #expect(found("") == [] && found("!?") == [])
      let hit = try #require(try store.search("中文").first)
      #expect(hit.conversation == conversation.id && hit.title == "words" && hit.role == .assistant)
      #expect(hit.createdAt == StoreSupportClock.start)
      #expect(hit.snippet.pieces.filter(\.isMatch).map(\.text) == ["中文"])
      #expect(hit.snippet.text == "用结巴分词来处理中文文本。")
    }
  }

  @Test("What was written since the last search is found, over several batches")
  func batches() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let count = SearchIndexer.batch * 3 + 7
      let (_, branch, _) = try store.conversation((0..<count).map { .user("word\($0)") })
      var progress: [Int64] = []
      try #expect(store.search("word3") { progress.append($0) }.count == 1)
      #expect(progress == [Int64(count), Int64(count - 512), Int64(count - 1024), 7])
      _ = try store.append(.user("word3 again"), to: branch)
      progress = []
      try #expect(
        store.search("word3") { progress.append($0) }.map(\.snippet.text) == [
          "word3 again", "word3",
        ])
      #expect(progress == [1])
      try #expect(store.examine().isClean)
    }
  }

  @Test("A limit gives the newest hits, those that are not indexed yet first")
  func limit() throws {
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        let (_, branch, _) = try store.conversation((0..<5).map { .user("word \($0)") })
        try #expect(store.search("word", limit: 2).map(\.snippet.text) == ["word 4", "word 3"])
        try #expect(store.search("word", limit: 0).isEmpty)
        for number in 5..<7 { _ = try store.append(.user("word \(number)"), to: branch) }
      }
      for access: Connection.Access in [.readOnly, .immutable] {
        let store = ChatStore.opened(path, as: access)
        for _ in 0..<2 {
          let hits = try store.search("word", limit: 3)
          #expect(hits.map(\.snippet.text) == ["word 6", "word 5", "word 4"])
          #expect(hits.allSatisfy { $0.snippet.pieces.first { $0.isMatch }?.text == "word" })
        }
        try #expect(store.search("word", limit: 1).map(\.snippet.text) == ["word 6"])
        try #expect(store.search("word").count == 7)
      }
    }
  }

  @Test("A search in one conversation leaves the others out, and any search the trash")
  func filters() throws {
    try withStore { store in
      let (one, _, _) = try store.conversation([.user("word in one")])
      let (two, _, _) = try store.conversation([.user("word in two")])
      try #expect(store.search("word", in: one).map(\.snippet.text) == ["word in one"])
      try #expect(store.search("word").count == 2)
      try store.damage("UPDATE conversation SET trashed_at = 1 WHERE id = \(two.key)")
      try #expect(store.search("word").map(\.snippet.text) == ["word in one"])
      try #expect(store.search("word", in: two).isEmpty)
    }
  }

  @Test("A long text is shown around what was found")
  func snippet() throws {
    try withStore { store in
      let filler = String(repeating: "before ", count: 100)
      _ = try store.conversation([.user(filler + "needle " + filler)])
      let snippet = try #require(try store.search("needle").first).snippet
      #expect(snippet.text.utf8.count < 300)
      #expect(snippet.pieces.filter(\.isMatch).map(\.text) == ["needle"])
    }
  }

  @Test("No query is an error of SQLite, whatever is in it")
  func anyQuery() throws {
    try withStore { store in
      _ = try store.conversation([.user("a \" b ' 语 AND text : ( NOT *")])
      var generator = SeededGenerator(seed: 1)
      let words = [
        "AND", "NOT", "text:", "(", ")", "*", "\"", "NEAR(", "^a", "-b", "'", "{", "a+b",
      ]
      for _ in 0..<300 {
        let pieces = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
          (words.randomElement(using: &generator) ?? "") + generator.text(ofAtMost: 3)
        }
        _ = try store.search(pieces.joined(separator: " "))
      }
      #expect(throws: SearchQueryError.self) {
        try SearchQuery(String(repeating: "x", count: 5000))
      }
    }
  }

  @Test("A mark that makes no sense ends the search", arguments: [Int64.min, -1, .max])
  func damagedMark(_ mark: Int64) throws {
    try withStore { store in
      _ = try store.conversation([.user("word")])
      try store.damage("UPDATE search_mark SET message_id = \(mark)")
      _ = try? store.search("word")
      try store.damage("DELETE FROM search_mark")
      _ = try? store.search("word")
      try #expect(!store.examine().isClean || store.search("word").count == 1)
    }
  }
}
