import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct ConversationTests {
  @Test("A new conversation has a branch main, its messages under each other, and its tags")
  func new() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.createConversation(
        title: "t", messages: [MessageDraft(.system("s")), MessageDraft(.user("u"))],
        tags: ["b", "a", "b", "ä"])
      #expect(branch.name == "main" && conversation.title == "t")
      #expect(conversation.messageCount == 2 && conversation.createdAt == StoreSupportClock.start)
      #expect(messages.map(\.depth) == [0, 1])
      try #expect(store.head(of: branch)?.id == messages[1].id)
      try #expect(store.activeBranch(of: conversation).key == branch.key)
      try #expect(store.tags(of: conversation) == ["a", "b", "ä"])
      try #expect(!store.changeTags(of: conversation, adding: ["a"], removing: ["d"]))
      try #expect(store.changeTags(of: conversation, adding: ["a", "c"], removing: ["b"]))
      try #expect(store.tags(of: conversation) == ["a", "c", "ä"])
    }
  }

  @Test("A conversation that fails halfway is not there")
  func halfway() throws {
    try withStore { store in
      expectError("invalidTag") {
        try store.createConversation(messages: [MessageDraft(.user("u"))], tags: ["a", ""])
      }
      try #expect(store.conversations(limit: 9).isEmpty)
    }
  }

  @Test("Conversations are listed by their last use; archive and trash are left out")
  func recent() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      var made: [(conversation: Conversation, branch: Branch)] = []
      for title in ["a", "b", "c", "d"] {
        let (conversation, branch, _) = try store.conversation(title: title)
        made.append((conversation, branch))
        clock.advance(by: 1)
      }
      try #expect(store.conversations(limit: 9).map(\.title) == ["d", "c", "b", "a"])
      _ = try store.append(.user("x"), to: made[0].branch)
      try #expect(store.conversations(limit: 2).map(\.title) == ["a", "d"])
      try store.damage(
        """
        UPDATE conversation SET trashed_at = 1 WHERE title = 'a';
        UPDATE conversation SET archived_at = 1 WHERE title = 'd'
        """)
      try #expect(store.conversations(limit: 9).map(\.title) == ["c", "b"])
      try #expect(store.conversations(limit: 0).isEmpty)
    }
  }

  @Test("A clock that goes back does not make a conversation older")
  func clockGoesBack() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, branch, _) = try store.conversation()
      clock.advance(by: -5000)
      _ = try store.append(.user("x"), to: branch)
      try #expect(store.refreshed(conversation).updatedAt == StoreSupportClock.start)
    }
  }

  @Test("A branch that another program took away is an error")
  func missingBranch() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation()
      try store.damage("UPDATE branch SET trashed_at = 1")
      expectError("branchNotFound") { try store.append(.user("x"), to: branch) }
      expectError("branchNotFound") { try store.continuationPoint(of: branch) }
      expectError("branchNotFound") { try store.activeBranch(of: conversation) }
    }
  }
}
