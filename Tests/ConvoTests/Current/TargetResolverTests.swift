import ChatStore
import ChatTestSupport
import Testing

@testable import convo

@Suite struct TargetResolverTests {
  /// A store with one conversation, "Lists in Swift", of four messages, and a branch `side` at the
  /// second.
  private func withResolver(
    _ body: (TargetResolver, Conversation, [Message]) throws -> Void
  ) throws {
    try withStore { store in
      let (conversation, main, messages) = try store.conversation(
        [.user("a"), .assistant("b"), .user("c"), .assistant("d")], title: "Lists in Swift")
      _ = try store.createBranch(named: "side", at: messages[1], in: conversation)
      try store.activate(main)
      try body(TargetResolver(store: store), conversation, messages)
    }
  }

  @Test("A title, a short id and a whole UUID mean the conversation")
  func conversations() throws {
    try withResolver { resolver, conversation, _ in
      for reference in [
        "Lists in Swift", conversation.id.shortID.shown, conversation.id.description,
      ] {
        let target = try resolver.target(reference)
        #expect(target.conversation.id == conversation.id)
        #expect(target.branch.name == "main")
        #expect(target.message == nil)
      }
    }
  }

  @Test("An id of a message means that message, and the branch that ends there")
  func messages() throws {
    try withResolver { resolver, _, messages in
      let middle = try resolver.target(messages[1].id.shortID.shown)
      #expect(middle.message?.id == messages[1].id)
      #expect(middle.branch.name == "side")
      let end = try resolver.target(messages[3].id.description)
      #expect(end.branch.name == "main")
    }
  }

  @Test(
    "Words that begin like a REF are words",
    arguments: [":) thanks a lot", "@~ what does that mean", ":wq is what I typed", ":"])
  func words(prompt: String) throws {
    try withResolver { resolver, _, _ in
      let (reference, rest) = try resolver.splitting([prompt])
      #expect(reference == nil && rest == [prompt])
    }
  }

  @Test("What looks like a REF and is none is refused with what helps", arguments: [":)", "@~x"])
  func noReference(word: String) throws {
    try withResolver { resolver, conversation, _ in
      resolver.current.write(
        conversation, branch: try resolver.store.activeBranch(of: conversation))
      let failure = #expect(throws: Failure.self) { try resolver.splitting([word, "thanks"]) }
      #expect(failure?.message?.contains("give --ref @ in front of it") == true)
    }
  }

  @Test("A message in the trash says so, and what brings it back")
  func inTrash() throws {
    try withResolver { resolver, _, messages in
      try resolver.store.delete(messages[3])
      let target = try resolver.target(messages[3].id.description)
      let error = #expect(throws: ChatStoreError.self) {
        try resolver.branch(through: messages[3], of: target)
      }
      #expect(error?.description.contains("brings it back") == true)
    }
  }

  @Test("~N goes up from the end of what stands before it, and never past the root")
  func above() throws {
    try withResolver { resolver, conversation, messages in
      let id = conversation.id.shortID.shown
      for steps in 0...3 {
        try #expect(resolver.target("\(id)~\(steps)").message?.id == messages[3 - steps].id)
      }
      try #expect(resolver.target("\(id):side~1").message?.id == messages[0].id)
      #expect(throws: ChatStoreError.self) { try resolver.target("\(id)~4") }
    }
  }

  @Test("REF:branch means the branch")
  func branch() throws {
    try withResolver { resolver, conversation, _ in
      try #expect(resolver.target("Lists in Swift:side").branch.name == "side")
      #expect(throws: ChatStoreError.self) {
        try resolver.target("\(conversation.id.shortID.shown):nothing")
      }
    }
  }

  @Test(
    "Words of a prompt are never taken for a REF",
    arguments: [["why", "is", "that"], ["Lists in Swift"], ["deadbeef"], ["1234567"], ["note: x"]])
  func prompts(arguments: [String]) throws {
    try withResolver { resolver, _, _ in
      let (reference, rest) = try resolver.splitting(arguments)
      #expect(reference == nil)
      #expect(rest == arguments)
    }
  }

  @Test("An id as it is shown, @ and :branch in front of a prompt are REFs")
  func references() throws {
    try withResolver { resolver, conversation, messages in
      for first in [
        "@", "@~2", ":side", conversation.id.shortID.shown, messages[1].id.shortID.shown + "~1",
      ] {
        let (reference, rest) = try resolver.splitting([first, "go", "on"])
        #expect(reference == first)
        #expect(rest == ["go", "on"])
      }
    }
  }
}
