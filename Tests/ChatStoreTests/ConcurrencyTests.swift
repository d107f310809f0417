import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

/// Several store objects on one file, each in a thread of its own, as processes would be.
@Suite struct ConcurrencyTests {
  @Test("Eight writers of one file lose nothing, on one branch and on their own")
  func writers() throws {
    try withStoreFile { path in
      let (shared, branch, _) = try ChatStore.open(path: path).conversation([.user("0")])
      let threads = (0..<8).map { number in
        Thread.detached { () throws -> Conversation in
          let store = try ChatStore.open(path: path)
          let (own, ownBranch, _) = try store.conversation(title: "\(number)")
          for round in 0..<50 {
            _ = try store.append(.user("\(number).\(round)"), to: branch)
            _ = try store.append(.user("\(round)"), to: ownBranch)
            if round % 10 == 0 { _ = try store.search("\(number)") }
          }
          return own
        }
      }
      let own = try threads.map { try $0.result() }
      let store = try ChatStore.open(path: path)
      let texts = try store.texts(on: branch, of: shared)
      #expect(texts.count == 401 && Set(texts).count == 401)
      for number in 0..<8 {
        let order = texts.filter { $0.hasPrefix("\(number).") }
        #expect(order == (0..<50).map { "\(number).\($0)" })
        try #expect(store.refreshed(own[number]).messageCount == 50)
      }
      try #expect(store.refreshed(shared).messageCount == 401)
      try #expect(store.examine().isClean)
    }
  }

  @Test("Processes that make the same store at once all find it made")
  func makers() throws {
    for _ in 0..<5 {
      try withStoreFile { path in
        let threads = (0..<6).map { number in
          Thread.detached { try ChatStore.open(path: path).conversation(title: "\(number)") }
        }
        for thread in threads { _ = try thread.result() }
        let store = try ChatStore.open(path: path)
        try #expect(Set(store.conversations(limit: 9).map(\.title)).count == 6)
        let folder = (path as NSString).deletingLastPathComponent
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!files.contains { $0.contains(".schema-") })
        try #expect(store.examine().isClean)
      }
    }
  }

  @Test("Of all who continue one head at once, one gets the branch; no prompt and no reply is lost")
  func continuing() throws {
    try withStoreFile { path in
      let (conversation, branch, _) = try ChatStore.open(path: path).conversation([.user("0")])
      let threads = (0..<6).map { number in
        Thread.detached { () throws -> Bool in
          let store = try ChatStore.open(path: path)
          let turn = try store.begin(on: branch, saying: "\(number)")
          try store.append([.text("reply ")], to: turn, from: 0)
          _ = try store.recoverLostTurns()
          return try store.finish(turn, TurnOutcome(reply: .assistant("reply \(number)"))).diverted
        }
      }
      for thread in threads { try #expect(!thread.result()) }
      let store = try ChatStore.open(path: path)
      var answered: Set<String> = []
      for branch in try store.branches(of: conversation) {
        let texts = try store.texts(on: branch, of: conversation)
        for (prompt, reply) in zip(texts, texts.dropFirst()) where reply == "reply \(prompt)" {
          answered.insert(prompt)
        }
      }
      #expect(answered.count == 6)
      try #expect(store.turns(of: conversation).allSatisfy { $0.status == .complete })
      try #expect(store.examine().isClean)
    }
  }

  @Test("One store object may be used by many threads")
  func oneObject() throws {
    for isInMemory in [true, false] {
      try withStoreFile { path in
        let store = try isInMemory ? ChatStore.inMemory() : ChatStore.open(path: path)
        let (conversation, branch, _) = try store.conversation()
        let threads = (0..<8).map { number in
          Thread.detached {
            for round in 0..<25 {
              _ = try store.append(.user("\(number).\(round)"), to: branch)
              _ = try store.conversations(limit: 3)
            }
          }
        }
        for thread in threads { try thread.result() }
        try #expect(store.refreshed(conversation).messageCount == 200)
        try #expect(store.examine().isClean)
      }
    }
  }
}
