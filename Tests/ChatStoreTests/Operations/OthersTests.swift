import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("Second thoughts take nothing along of what others did meanwhile")
struct OthersTests {
  private func withTwo(_ body: (ChatStore, ChatStore) throws -> Void) throws {
    try withStoreFile { path in
      try body(
        ChatStore.open(path: path, origin: "mine"), ChatStore.open(path: path, origin: "others"))
    }
  }

  @Test(
    "While another's reply is on its way to a message, what inserted it is neither undone nor done again"
  )
  func running() throws {
    try withTwo { mine, others in
      let (conversation, branch, _) = try mine.conversation([.user("u")], title: "one")
      let prompt = try mine.append(.user("p"), to: branch)
      let turn = try others.begin(on: prompt.branch, resending: true)
      expectError("busy") { try mine.undo() }
      try mine.rename(conversation, to: "two")
      #expect(try mine.undo()?.kind == .rename)
      _ = try others.finish(turn, TurnOutcome(reply: .assistant("a")))
      let heads = try others.texts(on: branch, of: conversation)
      #expect(heads == ["u", "p", "a"])
      try mine.delete(conversation)
      _ = try mine.undo()
      let second = try others.begin(on: others.activeBranch(of: conversation), saying: "q")
      expectError("busy") { try mine.redo() }
      _ = try others.finish(second, TurnOutcome(reply: .assistant("b")))
      #expect(try mine.examine().isClean)
    }
  }

  @Test("What was sent again is not undone while its reply is on its way")
  func resending() throws {
    try withTwo { mine, _ in
      let (conversation, branch, _) = try mine.conversation([.user("u")], title: "one")
      try mine.rename(conversation, to: "two")
      let turn = try mine.begin(on: branch, resending: true)
      expectError("busy") { try mine.undo() }
      _ = try mine.finish(turn, TurnOutcome(reply: .assistant("a")))
      #expect(try mine.undo()?.kind == .continue)
      #expect(try mine.texts(on: branch, of: conversation) == ["u"])
      #expect(try mine.redo()?.kind == .continue)
      #expect(try mine.texts(on: branch, of: conversation) == ["u", "a"])
    }
  }

  @Test("A conversation or a branch to which another has added stays")
  func built() throws {
    try withTwo { mine, others in
      let (conversation, branch, messages) = try mine.conversation([.user("one")])
      try others.exchange("two", "three", on: branch)
      expectError("cannotUndo") { try mine.undo() }
      let side = try mine.createBranch(named: "side", at: messages[0], in: conversation)
      try others.exchange("four", "five", on: side)
      expectError("cannotUndo") { try mine.undo() }
      #expect(try mine.branch(named: "side", of: conversation).headKey != messages[0].key)
      #expect(try others.undo()?.kind == .continue)
      #expect(try mine.undo()?.kind == .branch)
      #expect(try others.undo()?.kind == .continue)
      #expect(try mine.undo()?.kind == .new)
      #expect(try mine.conversations(limit: 9).isEmpty)
      #expect(try mine.examine().isClean)
    }
  }

  @Test("What another deletes while gc asks can be brought back afterwards")
  func collectedMeanwhile() throws {
    try withTwo { mine, others in
      let (conversation, branch, messages) = try mine.conversation([.user("one"), .assistant("a")])
      let first = try mine.createBranch(named: "first", at: messages[1], in: conversation)
      try mine.delete(mine.append(.user("goes"), to: first).message)
      let announced = try mine.garbage()
      let kept = try others.append(.user("stays"), to: branch).message
      try others.delete(kept)
      let deletion = try #require(try others.operations(limit: 1).first).id
      #expect(try mine.collect(announced).messages == 1)
      #expect(try others.isInTrash(kept))
      #expect(try others.undo()?.id == deletion)
      #expect(try !others.isInTrash(kept))
      #expect(try mine.examine().isClean)
    }
  }

  @Test("Each does again what it undid itself, even of another's")
  func redo() throws {
    try withTwo { mine, others in
      let (conversation, _, _) = try others.conversation(title: "one")
      try others.rename(conversation, to: "two")
      let renaming = try #require(try others.operations(limit: 1).first).id
      #expect(try mine.undo(renaming)?.id == renaming)
      #expect(try others.redo() == nil)
      #expect(try mine.redo()?.id == renaming)
      #expect(try mine.refreshed(conversation).title == "two")
    }
  }

  @Test("A process that died in mid-reply keeps a store that was open from nothing")
  func dead() throws {
    try withTwo { mine, others in
      let (conversation, branch, _) = try others.conversation([.user("u")])
      try mine.rename(conversation, to: "open")
      do {
        let sender = try ChatStore.open(path: mine.path)
        let turn = try sender.begin(on: branch, saying: "p")
        try sender.append([.text("half")], to: turn, from: 0)
        withExtendedLifetime(turn) {}
      }
      #expect(try mine.delete(conversation))
      #expect(try mine.undo()?.kind == .delete)
      #expect(try mine.texts(on: branch, of: conversation) == ["u", "p", "half"])
    }
  }
}
