import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("gc removes what was announced, as it was then, and nothing that has its key by now")
struct GarbageTests {
  private func withTwo(_ body: (ChatStore, ChatStore) throws -> Void) throws {
    try withStoreFile { path in
      let clock = StoreSupportClock()
      try body(
        ChatStore.open(path: path, origin: "mine", clock: clock.now),
        ChatStore.open(path: path, origin: "others", clock: clock.now))
    }
  }

  @Test(
    "Between two batches another collects the rest and writes: nothing of that is removed",
    arguments: [true, false])
  func twoCollections(whole: Bool) throws {
    try withTwo { mine, others in
      let many = (0..<350).map { MessageDraft(.user("old \($0)")) }
      let (conversation, _, messages) = try mine.createConversation(title: "old", messages: many)
      if whole { try mine.delete(conversation) } else { try mine.delete(messages[10]) }
      var isFirst = true
      var removed = 0
      let freed = try mine.collect(mine.garbage()) { _ in
        guard isFirst else { return }
        isFirst = false
        removed = (try? others.collect(others.garbage()).messages) ?? 0
        _ = try? others.createConversation(
          title: "new", messages: (0..<400).map { MessageDraft(.user("new \($0)")) })
      }
      #expect(removed > 0)
      #expect(freed.messages + removed == (whole ? 350 : 340))
      let kept = try mine.conversations(limit: 9).first { $0.title == "new" }
      let texts = try mine.texts(
        on: mine.activeBranch(of: #require(kept)), of: #require(kept))
      #expect(texts == (0..<400).map { "new \($0)" })
      #expect(try mine.examine().findings == [])
    }
  }

  @Test("What was taken out of the trash and deleted again with more in it stays")
  func deletedAgain() throws {
    try withTwo { mine, others in
      let (conversation, branch, messages) = try mine.conversation([.user("one"), .assistant("a")])
      let side = try mine.createBranch(named: "side", at: messages[1], in: conversation)
      let (root, rooted) = try mine.append(.user("two"), to: side)
      try mine.delete(root)
      let announcedRoot = try mine.garbage()
      _ = try mine.undo()
      _ = try mine.append(.user("three"), to: rooted)
      try mine.delete(root)
      #expect(try others.collect(announcedRoot).messages == 0)
      _ = try mine.undo()
      try mine.delete(conversation)
      let announced = try mine.garbage()
      _ = try mine.undo()
      _ = try mine.append(.user("never announced"), to: branch)
      try mine.delete(conversation)
      #expect(try others.collect(announced).messages == 0)
      #expect(try mine.undo()?.kind == .delete)
      #expect(try mine.texts(on: branch, of: conversation).last == "never announced")
    }
  }

  @Test("A conversation or a branch that has the key of one that was announced stays")
  func otherKey() throws {
    try withTwo { mine, others in
      let (kept, main, messages) = try mine.conversation([.user("kept")])
      try mine.delete(mine.createBranch(named: "side", at: messages[0], in: kept))
      let (conversation, _, _) = try mine.conversation([.user("announced")])
      try mine.delete(conversation)
      let announced = try mine.garbage()
      #expect(announced.conversations == 1 && announced.branches == 1)
      _ = try others.collect(others.garbage())
      let (other, _, _) = try others.conversation([.user("not announced")])
      try others.delete(others.createBranch(named: "side", at: messages[0], in: kept))
      try others.delete(other)
      let freed = try mine.collect(announced)
      #expect(freed == Garbage())
      #expect(try mine.garbage().conversations == 1 && mine.garbage().branches == 1)
      #expect(try mine.texts(on: main, of: kept) == ["kept"])
    }
  }

  @Test("Words that an interrupted collection left in the index are forgotten by the next")
  func removedWords() throws {
    let secret = "zzsecretpassphrase"
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        _ = try store.createConversation(
          title: "kept", messages: (0..<200).map { MessageDraft(.user("kept \($0)")) })
        let (conversation, _, messages) = try store.createConversation(
          title: "gone", messages: [MessageDraft(.user(secret))])
        _ = try store.search(secret)
        try store.delete(conversation)
        let tree = try #require(store.garbage().trees.first)
        // As far as a collection gets that is killed before it has merged the index.
        try store.write { connection in
          let collector = Collector(connection: connection, time: store.clock())
          try #expect(collector.begin(tree))
          try collector.remove(message: messages[0].key)
          try SearchIndexer(connection: connection).noteRemovedWords()
          try collector.remove(conversation: tree.key)
        }
        #expect(try store.garbage().isEmpty)
        #expect(try store.garbage().hasRemovedWords)
        _ = try store.collect(store.garbage())
        #expect(try !store.garbage().hasRemovedWords)
      }
      for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
        let bytes = try Data(contentsOf: URL(filePath: path + suffix))
        #expect(bytes.range(of: Data(secret.utf8)) == nil)
        // The index has a word in pieces, after what it shares with the one before.
        #expect(bytes.range(of: Data("secretpassphrase".utf8)) == nil)
      }
    }
  }

  @Test("Who has merged the index does not take more for forgotten than was removed before")
  func removedMeanwhile() throws {
    try withTwo { mine, _ in
      try mine.write { connection in
        let index = SearchIndexer(connection: connection)
        try index.noteRemovedWords()
        let removals = try index.removals()
        try index.noteRemovedWords()
        try index.noteForgottenWords(after: removals)
        try #expect(index.removals() != 0)
        try index.noteForgottenWords(after: index.removals())
        try #expect(index.removals() == 0)
      }
    }
  }

  @Test("An operation's number is not given again when the log has forgotten it")
  func numbers() throws {
    try withTwo { mine, _ in
      let (kept, _, _) = try mine.conversation([.user("kept")])
      try mine.changeTags(of: kept, adding: ["one"])
      let tagged = try #require(try mine.operations(limit: 1).first).id
      let (gone, _, _) = try mine.conversation([.user("gone")])
      try mine.delete(gone)
      let last = try #require(try mine.operations(limit: 1).first).id
      _ = try mine.undo(tagged)
      _ = try mine.collect(mine.garbage())
      try mine.changeTags(of: kept, adding: ["two"])
      #expect(try mine.operations(limit: 1).first?.id == last + 1)
      // Something new was done since.
      #expect(try mine.redo() == nil)
    }
  }
}
