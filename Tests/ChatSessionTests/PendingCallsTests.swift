import ChatSession
import ChatStore
import ChatTestSupport
import Testing

@Suite struct PendingCallsTests {
  private static func pending(_ contents: [MessageContent]) throws -> [String] {
    try withStore { store in
      let (_, branch, _) = try store.conversation(contents)
      return try PendingCalls(atEnd: store.head(of: branch), in: store).calls.map(\.callID)
    }
  }

  @Test("The calls at the end that have no result are pending, in their order")
  func pending() throws {
    let call = MessageContent.calling("a", "b", "c")
    try #expect(Self.pending([.user("u"), call]) == ["a", "b", "c"])
    try #expect(Self.pending([.user("u"), call, .result(of: "b")]) == ["a", "c"])
    try #expect(Self.pending([.user("u"), call, .result(of: "c"), .result(of: "a")]) == ["b"])
    try #expect(
      Self.pending([.user("u"), call] + ["c", "b", "a"].map { .result(of: $0) }) == [])
    try #expect(Self.pending([call]) == ["a", "b", "c"])
  }

  @Test("Calls that were answered by going on are not pending")
  func notPending() throws {
    try #expect(Self.pending([]) == [])
    try #expect(Self.pending([.user("u")]) == [])
    try #expect(Self.pending([.user("u"), .calling("a"), .user("v")]) == [])
    try #expect(Self.pending([.user("u"), .calling("a"), .assistant("v")]) == [])
    try #expect(Self.pending([.result(of: "a")]) == [])
    try #expect(Self.pending([.user("u"), .result(of: "a")]) == [])
  }

  @Test("Ids are compared by their bytes")
  func bytes() throws {
    let contents: [MessageContent] = [.calling("e\u{301}", "é"), .result(of: "é")]
    try #expect(Self.pending(contents).map { Array($0.utf8) } == [Array("e\u{301}".utf8)])
    try withStore { store in
      let (_, branch, _) = try store.conversation([.calling("e\u{301}")])
      let pending = try PendingCalls(atEnd: store.head(of: branch), in: store)
      #expect(pending.call("é") == nil)
      #expect(pending.call("e\u{301}")?.name == "look")
    }
  }
}
