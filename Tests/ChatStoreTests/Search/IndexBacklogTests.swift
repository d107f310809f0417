import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("What waits for the index is found, and does not get much")
struct IndexBacklogTests {
  /// How many messages wait.
  private func waiting(_ store: ChatStore) throws -> Int64 {
    try store.read { connection in
      let index = SearchIndex(connection: connection)
      return try index.newest() - index.mark()
    }
  }

  @Test("Who writes indexes a batch as soon as it is one, whichever way the messages come")
  func writers() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (_, branch, _) = try store.conversation([.user("word")])
      for number in 0..<200 {
        _ = try store.append(.user("word \(number)"), to: branch)
        let left = try waiting(store)
        #expect(left < SearchIndexer.backlog)
      }
      for number in 0..<100 {
        try store.exchange("word \(number)", "word", on: branch)
        let left = try waiting(store)
        #expect(left < SearchIndexer.backlog)
      }
      for number in 0..<100 {
        _ = try store.append(
          [MessageDraft(.user("word \(number)"))], at: .branch(store.continuationPoint(of: branch)))
        let left = try waiting(store)
        #expect(left < SearchIndexer.backlog)
      }
      #expect(try store.countHits("word") == 501)
      #expect(try waiting(store) == 0)
      #expect(try store.examine().isClean)
    }
  }

  @Test("A store that cannot be written is searched to the last message, and stays as it is")
  func readOnly() throws {
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        let (_, branch, _) = try store.conversation((0..<600).map { .user("word \($0)") })
        _ = try store.search("word")
        for number in 0..<40 { _ = try store.append(.user("word late \(number)"), to: branch) }
      }
      for access: Connection.Access in [.readOnly, .immutable] {
        let store = ChatStore.opened(path, as: access)
        for _ in 0..<2 {
          #expect(try store.countHits("word") == 640)
          #expect(try store.countHits("late") == 40)
          #expect(try store.search("word", limit: .max).count == 640)
          #expect(try store.search("word", limit: .max, order: .relevance).count == 640)
          #expect(try store.search("word", limit: 1).map(\.snippet.text) == ["word late 39"])
          #expect(try waiting(store) == 40)
        }
      }
    }
  }

  @Test("What waits is ranked by the same measure as the rest")
  func ranking() throws {
    try withStoreFile { path in
      let much = String(repeating: "word ", count: 20)
      do {
        let store = try ChatStore.open(path: path)
        let filler = (0..<300).map { MessageContent.user("nothing of it \($0)") }
        let (_, branch, _) = try store.conversation(
          [.user("word once, and much more that is about something else")] + filler)
        _ = try store.search("word")
        for text in ["\(much) late", "word once late, and much more that is not", "word"] {
          _ = try store.append(.user(text), to: branch)
        }
      }
      let store = ChatStore.opened(path, as: .readOnly)
      let found = try store.search("word", limit: .max, order: .relevance).map(\.snippet.text)
      #expect(found.count == 4)
      #expect(found.first?.hasPrefix("word word") == true)
      #expect(found.suffix(2).allSatisfy { $0.hasPrefix("word once") })
    }
  }

  @Test("A model that only made what waits is a model too, asked for or excluded")
  func models() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (_, branch, _) = try store.conversation([.user("word")])
      try store.exchange("word asked", "word said", on: branch)
      _ = try store.search("word")
      let request = TurnRequest(provider: "p", model: "Late-Model-7")
      let turn = try store.begin(on: branch, saying: "word asked late", request: request)
      _ = try store.finish(turn, TurnOutcome(reply: .assistant("word said late")))
      for asked in [ChatStore.opened(path, as: .readOnly), store] {
        let late = try asked.search("model:late-model").map(\.snippet.text)
        #expect(late == ["word said late"])
        let other = try asked.search("said -model:LATE").map(\.snippet.text)
        #expect(other == ["word said"])
        #expect(try asked.countHits("model:model") == 2)
        #expect(try asked.countHits("model:late-model OR model:test") == 2)
        #expect(try asked.countHits("-model:model") == 3)
      }
    }
  }

  @Test("While somebody else holds the lock everything that is committed is found without waiting")
  func lockedOut() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (_, branch, _) = try store.conversation((0..<100).map { .user("word \($0)") })
      _ = try store.search("word")
      for number in 0..<60 { _ = try store.append(.user("word late \(number)"), to: branch) }
      let raw = try RawDatabase(path)
      try raw.run("BEGIN IMMEDIATE; UPDATE conversation SET title = 'not yet'")
      let duration = try ContinuousClock().measure {
        for _ in 0..<3 {
          let count = try store.countHits("word")
          #expect(count == 160)
          let newest = try store.search("word", limit: 2).map(\.snippet.text)
          #expect(newest == ["word late 59", "word late 58"])
          let title = try store.search("late", limit: 1).map(\.title)
          #expect(title == [""])
        }
      }
      #expect(duration < .seconds(10), "a writer is waited for 30 seconds")
      #expect(try waiting(store) == 60)
      try raw.run("ROLLBACK")
      #expect(try store.countHits("word") == 160)
      #expect(try waiting(store) == 0)
      #expect(try store.examine().isClean)
    }
  }

  @Test("Two who write and search at once find at least what they wrote, and the index is whole")
  func twoWriters() throws {
    try withStoreFile { path in
      _ = try ChatStore.open(path: path).conversation([.user("begin")])
      let threads = (0..<2).map { number in
        Thread.detached { () throws -> Bool in
          let store = try ChatStore.open(path: path)
          let (_, branch, _) = try store.conversation()
          var isAlwaysFound = true
          for round in 0..<250 {
            _ = try store.append(.user("word w\(number) r\(round)"), to: branch)
            guard round % 9 == 0 else { continue }
            let found = try store.search("w\(number)", limit: .max)
            isAlwaysFound =
              isAlwaysFound && found.count == round + 1
              && found.first?.snippet.text == "word w\(number) r\(round)"
          }
          return isAlwaysFound
        }
      }
      for thread in threads { try #expect(thread.result()) }
      let store = try ChatStore.open(path: path)
      #expect(try store.countHits("word") == 500)
      #expect(try store.examine().isClean)
    }
  }
}
