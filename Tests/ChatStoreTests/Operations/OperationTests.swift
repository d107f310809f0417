import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("What is done is noted with a number, and can be taken back")
struct OperationTests {
  @Test("The log lists what was done, newest first, with ascending numbers")
  func log() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.conversation([.user("u")], title: "first")
      let turn = try store.exchange("p", "a", on: branch)
      let reply = try #require(turn.reply)
      try store.rename(conversation, to: "second")
      try store.changeTags(of: conversation, adding: ["t"])
      try store.setPinned(true, reply)
      try store.setPreferred(true, reply)
      try store.setArchived(true, conversation)
      try store.delete(conversation)
      let operations = try store.operations(limit: 100)
      #expect(
        operations.map(\.kind) == [
          .delete, .archive, .prefer, .pin, .tag, .rename, .continue, .new,
        ])
      #expect(operations.map(\.id) == operations.map(\.id).sorted(by: >))
      #expect(operations.allSatisfy { $0.title == "second" && $0.undoneAt == nil })
      #expect(try store.operations(limit: 3).count == 3)
    }
  }

  @Test("What changes nothing is not noted")
  func nothing() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("u")], title: "t")
      let count = try store.operations(limit: 100).count
      try store.rename(conversation, to: "t")
      #expect(try !store.changeTags(of: conversation, removing: ["none"]))
      #expect(try !store.setPinned(false, messages[0]))
      #expect(try !store.setArchived(false, conversation))
      #expect(try store.operations(limit: 100).count == count)
    }
  }

  @Test("A branch's name can be used again after its deletion; its deletion stays then")
  func nameAgain() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("u"), .assistant("a")])
      let draft = try store.createBranch(named: "draft", at: messages[0], in: conversation)
      try store.delete(draft)
      let deletion = try #require(try store.operations(limit: 1).first)
      expectError("branchNotFound") { try store.branch(named: "draft", of: conversation) }
      let again = try store.createBranch(named: "draft", at: messages[1], in: conversation)
      #expect(try store.branch(named: "draft", of: conversation).key == again.key)
      expectError("cannotUndo") { try store.undo(deletion.id) }
      _ = try store.undo()
      #expect(try store.undo(deletion.id)?.id == deletion.id)
      #expect(try store.branch(named: "draft", of: conversation).key == draft.key)
    }
  }

  @Test("What was undone before something new was done cannot be done again")
  func redoAfterNew() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, _, _) = try store.conversation([.user("u")], title: "one")
      try store.rename(conversation, to: "two")
      clock.advance(by: 1000)
      _ = try store.undo()
      clock.advance(by: 1000)
      try store.changeTags(of: conversation, adding: ["t"])
      let tagging = try #require(try store.operations(limit: 1).first)
      clock.advance(by: 1000)
      _ = try store.undo()
      #expect(try store.redo()?.id == tagging.id)
      #expect(try store.redo() == nil)
      #expect(try store.conversation(conversation.id)?.title == "one")
    }
  }

  @Test(
    "The order in which things were undone is kept without a clock, and needs no order of theirs")
  func redoOrder() throws {
    // The clock stands still.
    try withStore { store in
      let (conversation, _, _) = try store.conversation(title: "one")
      try store.rename(conversation, to: "two")
      let renaming = try #require(try store.operations(limit: 1).first).id
      _ = try store.undo()
      try store.setArchived(true, conversation)
      let archiving = try #require(try store.operations(limit: 1).first).id
      try store.changeTags(of: conversation, adding: ["t"])
      _ = try store.undo(archiving)
      #expect(try store.redo()?.id == archiving)
      let tagging = try #require(try store.undo()).id
      _ = try store.undo()
      #expect(try store.redo()?.id == archiving)
      #expect(try store.redo()?.id == tagging)
      #expect(try store.redo() == nil)
      #expect(try store.redo(renaming)?.id == renaming)
    }
  }

  @Test("What is undone is in the trash since then, not since it was made")
  func trashTime() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, _, messages) = try store.conversation([.user("u")])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      clock.advance(by: 60_000)
      _ = try store.undo()
      let now = clock.now()
      #expect(try store.trashedItems().map(\.trashedAt) == [now])
      #expect(try store.redo()?.kind == .branch)
      #expect(try store.branch(named: "side", of: conversation).key == side.key)
      _ = try store.undo()
      clock.advance(by: 60_000)
      _ = try store.undo()
      #expect(try store.refreshed(conversation).trashedAt == clock.now())
    }
  }

  @Test("A branch that is in the trash, or of a conversation there, is not made the active one")
  func activateTrashed() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("u")])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      try store.delete(side)
      expectError("branchNotFound") { try store.activate(side) }
      try store.delete(conversation)
      expectError("inTrash") { try store.activate(branch) }
      #expect(try store.examine().isClean)
    }
  }

  @Test("Nothing is put beside or under a message of another conversation")
  func foreign() throws {
    try withStore { store in
      let (one, branch, _) = try store.conversation([.user("u")])
      let (_, _, others) = try store.conversation([.user("x")])
      expectError("otherConversation") {
        try store.append([], at: .newBranch(name: "b", at: others[0], in: one))
      }
      let point = try store.continuationPoint(of: branch)
      expectError("otherConversation") {
        try store.beginTurn(.test, appending: [], at: .reply(to: others[0], point))
      }
      #expect(try store.examine().isClean)
    }
  }

  @Test("What was undone before something new was done can be done again by its number")
  func redoByNumber() throws {
    try withStore { store in
      let (one, _, messages) = try store.conversation([.user("u")], title: "one")
      let beginning = try #require(try store.operations(limit: 1).first).id
      _ = try store.undo()
      let reason = try #require(try store.reasonInTrash(messages[0]))
      #expect("\(reason)".contains("--redo \(beginning) "))
      _ = try store.conversation([.user("u")], title: "two")
      #expect(try store.redo() == nil)
      #expect(try store.redo(beginning)?.id == beginning)
      #expect(try store.refreshed(one).trashedAt == nil)
      #expect(try store.reasonInTrash(messages[0]) == nil)
      expectError("cannotUndo") { try store.redo(beginning) }
      expectError("operationNotFound") { try store.redo(99) }
    }
  }

  @Test("What keeps an operation from being undone is named by its number")
  func culprit() throws {
    try withStoreFile { path in
      let mine = try ChatStore.open(path: path, origin: "mine")
      let others = try ChatStore.open(path: path, origin: "others")
      let (conversation, _, _) = try mine.conversation([.user("u")], title: "one")
      try others.delete(conversation)
      let deletion = try #require(try others.operations(limit: 1).first).id
      do {
        _ = try mine.undo()
        Issue.record("undone under another's deletion")
      } catch let error as ChatStoreError {
        #expect("\(error)".hasSuffix("has changed since, last by operation \(deletion)."))
      }
    }
  }

  @Test("A number that nothing has is refused")
  func unknown() throws {
    try withStore { store in
      for number in [0, -1, 9, .max] as [Int64] {
        expectError("operationNotFound") { try store.undo(number) }
      }
    }
  }

  @Test("What is in the trash is not changed")
  func trash() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("u")], title: "t")
      try store.delete(conversation)
      expectError("inTrash") { try store.rename(conversation, to: "other") }
      expectError("inTrash") { try store.changeTags(of: conversation, adding: ["t"]) }
      expectError("inTrash") { try store.setArchived(true, conversation) }
      expectError("inTrash") { try store.setPinned(true, messages[0]) }
      expectError("inTrash") { try store.append(.user("more"), to: branch) }
      let deletion = try #require(try store.operations(limit: 1).first)
      do {
        try store.rename(conversation, to: "other")
      } catch ChatStoreError.inTrash(let name, let operation) {
        #expect(name == "Conversation \(conversation.id.shortID)")
        #expect(operation?.id == deletion.id)
      }
      #expect(try store.undo()?.kind == .delete)
      #expect(try store.conversation(conversation.id)?.title == "t")
    }
  }

  @Test("What is in the trash with a message above it says which operation brings it back")
  func trashAbove() throws {
    try withStore { store in
      let (_, branch, messages) = try store.conversation([.user("u"), .assistant("a")])
      let turn = try store.exchange("p", "b", on: branch)
      let reply = try #require(turn.reply)
      _ = try store.undo()
      do {
        try store.setPinned(true, reply)
        Issue.record("pinned in the trash")
      } catch ChatStoreError.inTrash(let name, let operation) {
        #expect(name == "Message \(reply.id.shortID)")
        #expect(operation?.kind == .continue && operation?.undoneAt != nil)
      }
      try store.delete(messages[0])
      let deletion = try #require(try store.operations(limit: 1).first)
      do {
        try store.setPinned(true, messages[1])
        Issue.record("pinned in the trash")
      } catch ChatStoreError.inTrash(_, let operation) { #expect(operation?.id == deletion.id) }
    }
  }

  @Test(
    "A tag is not blank, has no control characters and at most 200 bytes",
    arguments: [
      "", " ", "\u{3000}", "a\tb", "\u{1B}[31m", "\u{7F}", "a\u{85}", "a\u{0}b",
      String(repeating: "x", count: 201), String(repeating: "字", count: 67),
    ])
  func invalidTags(_ tag: String) throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation([.user("u")])
      expectError("invalidTag") {
        try store.changeTags(of: conversation, adding: ["fine", tag])
      }
      #expect(try store.tags(of: conversation).isEmpty)
    }
  }

  @Test("Tags are told apart by their bytes")
  func tagBytes() throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation([.user("u")])
      try store.changeTags(of: conversation, adding: ["\u{E9}", "e\u{301}"])
      #expect(try store.tags(of: conversation).count == 2)
      try store.changeTags(of: conversation, removing: ["\u{E9}"])
      let left = try store.tags(of: conversation)
      #expect(left.count == 1 && left[0].utf8.elementsEqual("e\u{301}".utf8))
    }
  }
}
