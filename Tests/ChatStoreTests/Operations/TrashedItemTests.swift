import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("Branches and messages in the trash can be listed")
struct TrashedItemTests {
  @Test(
    "Each once, newest first, a message with how many go with it, and none of a conversation there")
  func items() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, _, messages) = try store.conversation([
        .user("one"), .assistant("two"), .user("three"),
      ])
      let (gone, _, others) = try store.conversation([.user("x"), .assistant("y")])
      try store.changeTags(of: conversation, adding: ["kept"])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      try store.delete(side)
      clock.advance(by: 1000)
      try store.delete(messages[2])
      clock.advance(by: 1000)
      try store.delete(messages[1])
      try store.delete(others[1])
      try store.delete(gone)
      let items = try store.trashedItems()
      #expect(items.count == 2)
      #expect(items.first?.kind == .message(messages[1].id, beginning: "two", count: 2))
      #expect(items.last?.kind == .branch("side"))
      #expect(items.allSatisfy { $0.conversation.id == conversation.id })
      #expect(try store.trashedItems(tags: ["kept"]).count == 2)
      #expect(try store.trashedItems(tags: ["kept", "other"]).isEmpty)
      _ = try store.collect(store.garbage())
      #expect(try store.trashedItems().isEmpty)
      #expect(try store.head(of: store.activeBranch(of: conversation))?.id == messages[0].id)
    }
  }
}
