import ChatStore
import ChatTestSupport
import Testing

@testable import convo

@Suite struct CurrentConversationTests {
  private func withCurrent(
    _ body: (CurrentConversation, ChatStore, String) throws -> Void
  ) throws {
    try withScratchFolder { folder in
      let locations = Locations(environment: ["HOME": folder, "XDG_STATE_HOME": folder + "/s"])
      try withStore { store in
        try body(CurrentConversation(store: "one", locations: locations), store, folder)
      }
    }
  }

  @Test("Nothing is current before something was")
  func empty() throws {
    try withCurrent { current, _, _ in #expect(current.read() == nil) }
  }

  @Test("What was written last is current, also after a longer name")
  func last() throws {
    try withCurrent { current, store, _ in
      let (conversation, main, messages) = try store.conversation([.user("u")])
      let message = try #require(messages.last)
      let long = try store.createBranch(
        named: "a-much-longer-name-比较长的名字", at: message, in: conversation)
      let composed = try store.createBranch(named: "\u{e9}", at: message, in: conversation)
      let decomposed = try store.createBranch(named: "e\u{301}", at: message, in: conversation)
      for branch in [main, long, main, composed, decomposed] {
        current.write(conversation, branch: branch)
        let read = try #require(current.read())
        #expect(read.conversation == conversation.id)
        #expect(Array(read.branch.utf8) == Array(branch.name.utf8))
      }
    }
  }

  @Test("Each store has its own")
  func stores() throws {
    try withCurrent { current, store, folder in
      let (conversation, branch, _) = try store.conversation([.user("u")])
      current.write(conversation, branch: branch)
      let locations = Locations(environment: ["HOME": folder, "XDG_STATE_HOME": folder + "/s"])
      #expect(CurrentConversation(store: "other", locations: locations).read() == nil)
    }
  }

  @Test("A folder that cannot be made is no reason to fail")
  func unwritable() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation([.user("u")])
      let locations = Locations(environment: ["HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null/s"])
      let current = CurrentConversation(store: "one", locations: locations)
      current.write(conversation, branch: branch)
      #expect(current.read() == nil)
    }
  }
}
