import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("An operation says what it was done to")
struct OperationSubjectTests {
  private func subject(_ store: ChatStore) throws -> String {
    try #require(try store.operations(limit: 1).first).subject
  }

  @Test("A message by its short id, a branch by its name, a title and tags by what they were")
  func subjects() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("u")], title: "old")
      let top = messages[0].id.shortID.shown
      let turn = try store.exchange("p", "a", on: branch)
      let prompt = try #require(turn.reply.flatMap { try store.ancestor(of: $0, steps: 1) })
      #expect(try subject(store) == prompt.id.shortID.shown)
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      #expect(try subject(store) == "side")
      try store.activate(branch)
      #expect(try subject(store) == branch.name)
      try store.rename(conversation, to: "new")
      #expect(try subject(store) == "was \"old\"")
      try store.changeTags(of: conversation, adding: ["b", "a"])
      #expect(try Set(subject(store).split(separator: " ")) == ["+a", "+b"])
      try store.changeTags(of: conversation, removing: ["a"])
      #expect(try subject(store) == "-a")
      try store.setPinned(true, messages[0])
      #expect(try subject(store) == top)
      try store.setPinned(false, messages[0])
      #expect(try subject(store) == "\(top) no longer")
      try store.setArchived(true, conversation)
      #expect(try subject(store) == "put away")
      try store.setArchived(false, conversation)
      #expect(try subject(store) == "taken out")
      try store.delete(side)
      #expect(try subject(store) == "branch side")
      try store.delete(prompt)
      #expect(try subject(store) == prompt.id.shortID.shown)
      try store.delete(conversation)
      #expect(try subject(store) == "the conversation")
    }
  }

  @Test("A preference that moves is told by where it went")
  func preference() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("u")])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      let first = try store.append(.assistant("one"), to: branch).message
      let other = try store.append(.assistant("two"), to: side).message
      try store.setPreferred(true, first)
      try store.setPreferred(true, other)
      #expect(try subject(store) == other.id.shortID.shown)
      try store.setPreferred(false, other)
      #expect(try subject(store) == "\(other.id.shortID.shown) no longer")
    }
  }

  @Test("What was collected since has no name left, and the log can still be read")
  func collected() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("u"), .assistant("a")])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      try store.setPinned(true, messages[1])
      try store.delete(side)
      try store.delete(messages[1])
      _ = try store.collect(store.garbage())
      let subjects = try store.operations(limit: 100).map(\.subject)
      #expect(!subjects.contains(messages[1].id.shortID.shown))
      #expect(!subjects.contains("branch side"))
    }
  }
}
