import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("Turns are merged once they have ended")
struct MergedTurnTests {
  @Test("A turn that is running in the other store comes with the merge after its end")
  func running() throws {
    try withStoreFile { path in
      let other = try ChatStore.open(path: path)
      let (_, branch, _) = try other.conversation([.system("Be brief.")])
      let turn = try other.begin(on: branch, saying: "asked")
      let store = try ChatStore.inMemory()
      _ = try store.merge(other)
      #expect(try store.rows("SELECT text FROM message ORDER BY id") == [["Be brief."], ["asked"]])
      #expect(try store.rows("SELECT id FROM turn") == [])
      #expect(try store.findings() == [])
      _ = try other.finish(turn, TurnOutcome(reply: .assistant("answered")))
      _ = try store.merge(other)
      #expect(try store.rows("SELECT text FROM message ORDER BY id").last == ["answered"])
      #expect(try store.rows("SELECT status FROM turn") == [["complete"]])
      #expect(try store.allRecords() == other.allRecords())
      #expect(try store.findings() == [])
    }
  }

  @Test("A turn that is running in this store ends as if nothing had been merged")
  func runningHere() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (_, branch, _) = try store.conversation([.system("Be brief.")])
      let other = try ChatStore.inMemory()
      _ = try other.merge(store)
      let theirs = try #require(try other.conversations(limit: 1, ConversationFilter(.kept)).first)
      let main = try #require(try other.branches(of: theirs).first)
      try other.exchange("there", "answered there", on: main)
      let turn = try store.begin(on: branch, saying: "here")
      _ = try store.merge(other)
      _ = try store.finish(turn, TurnOutcome(reply: .assistant("answered here")))
      let texts = Set(try store.rows("SELECT text FROM message").map { $0[0] })
      #expect(texts == ["Be brief.", "here", "answered here", "there", "answered there"])
      #expect(try store.findings() == [])
    }
  }

  @Test(
    "The tokens of what was collected here are counted once, when the other store brings it back")
  func broughtBack() throws {
    let store = try ChatStore.inMemory()
    let (conversation, branch, _) = try store.conversation([.system("Be brief.")])
    let usage = Usage(prompt: .init(reported: 10), completion: .init(reported: 3))
    _ = try store.finish(
      store.begin(on: branch, saying: "asked"),
      TurnOutcome(reply: .assistant("answered"), usage: usage))
    let other = try ChatStore.inMemory()
    _ = try other.merge(store)
    let before = try store.usageRows()
    // There it goes on below what is collected here, so that it has to come back.
    let theirs = try #require(try other.conversation(conversation.id))
    let main = try #require(try other.branches(of: theirs).first { $0.name == branch.name })
    _ = try other.append(.user("more"), to: main)
    let answer = try #require(
      try store.head(of: store.branch(named: branch.name, of: conversation)))
    _ = try store.delete(answer)
    _ = try store.collect(store.garbage())
    #expect(try store.usageRows() == before)
    _ = try store.merge(other)
    #expect(try store.rows("SELECT text FROM message ORDER BY depth").last == ["more"])
    #expect(try store.usageRows() == before)
    #expect(try store.findings() == [])
  }
}

extension ChatStore {
  /// All tokens that were counted.
  fileprivate func usageRows() throws -> [[String]] {
    try rows("SELECT sum(prompt_reported), sum(completion_reported) FROM usage_by_day", columns: 2)
  }
}
