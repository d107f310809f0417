import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("Second thoughts: whatever was done can be taken back")
struct SecondThoughtsTests {
  /// A sample in every run; more with CONVO_TEST_LONG.
  static let seeds = 0..<(ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] == nil ? 8 : 400)

  @Test(
    "Random commands, undone one by one: each state is the one before; done again, the one after",
    arguments: seeds)
  func undoAndRedo(seed: Int) throws {
    try withStore { store in
      var play = RandomOperations(store, seed: UInt64(seed))
      for _ in 0..<60 { try play.play() }
      let last = try VisibleState(store)
      for (operation, before) in play.history.reversed() {
        let undone = try #require(try store.undo())
        #expect(undone.id == operation)
        try #require(try VisibleState(store) == before, "operation \(undone.kind) \(operation)")
      }
      #expect(try store.undo() == nil)
      #expect(try VisibleState(store).trees.isEmpty)
      try expectWhole(store)
      let after = play.history.dropFirst().map(\.before) + [last]
      for (entry, state) in zip(play.history, after) {
        #expect(try store.redo()?.id == entry.operation)
        try #require(try VisibleState(store) == state, "operation \(entry.operation)")
      }
      #expect(try store.redo() == nil)
      try expectWhole(store)
    }
  }

  @Test("What is refused because a branch would end in the trash names what brings that back first")
  func causes() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("u")])
      let x = try store.createBranch(named: "x", at: messages[0], in: conversation)
      let (_, onX) = try store.append(.user("on x"), to: x)
      let endOfX = try store.head(of: onX)
      let y = try store.createBranch(named: "y", at: endOfX, in: conversation)
      let (_, onY) = try store.append(.user("on y"), to: y)
      try store.activate(store.branch(named: "main", of: conversation))
      try store.delete(onY)
      let first = try #require(try store.operations(limit: 1).first).id
      try store.delete(onX)
      let second = try #require(try store.operations(limit: 1).first).id
      let error = #expect(throws: ChatStoreError.self) { try store.undo(first) }
      #expect(error?.description.contains("convo undo \(second) brings it back first") == true)
      #expect(try store.undo(second) != nil)
      #expect(try store.undo(first) != nil)
    }
  }

  @Test("Collecting garbage frees what was announced, and nothing that is in use", arguments: seeds)
  func collecting(seed: Int) throws {
    try withStore { store in
      var play = RandomOperations(store, seed: UInt64(seed) &+ 1000)
      for _ in 0..<60 { try play.play() }
      for _ in 0..<Int.random(in: 0..<20, using: &play.generator) { _ = try store.undo() }
      _ = try store.search("a")
      let before = try VisibleState(store)
      let usage = try store.usage(by: .day).rows.map(\.sums)
      let announced = try store.garbage()
      let freed = try store.collect(announced)
      #expect(freed.conversations == announced.conversations)
      #expect(freed.branches == announced.branches)
      #expect(freed.messages == announced.messages)
      #expect(freed.attachments == announced.attachments)
      #expect(freed.bytes == announced.bytes)
      #expect(try store.garbage().isEmpty)
      #expect(try VisibleState(store) == before)
      #expect(try store.usage(by: .day).rows.map(\.sums) == usage)
      try expectWhole(store)
      // What is said next may get the keys of what is gone.
      for conversation in try store.conversations(limit: .max, ConversationFilter(.kept)) {
        let said = try store.append(
          .user("pineapple"), to: store.activeBranch(of: conversation)
        ).message
        #expect(try store.search("pineapple", in: conversation).map(\.message) == [said.id])
      }
      try expectWhole(store)
      // What is left of the log still works, or says why not, and never breaks anything.
      for _ in 0..<80 {
        do {
          guard try store.undo() != nil else { break }
        } catch ChatStoreError.cannotUndo { break }
      }
      try expectWhole(store)
    }
  }

  @Test(
    "Picking any operation to undo or to do again either works or changes nothing, and never breaks the tree"
  )
  func picking() throws {
    for seed in Self.seeds.prefix(100) {
      try withStore { store in
        var play = RandomOperations(store, seed: UInt64(seed) &+ 5000)
        for _ in 0..<40 { try play.play() }
        for _ in 0..<20 {
          guard
            let operation = try store.operations(limit: 100).randomElement(using: &play.generator)
          else { break }
          let before = try VisibleState(store)
          do {
            _ =
              try operation.undoneAt == nil
              ? store.undo(operation.id) : store.redo(operation.id)
            try expectWhole(store)
          } catch ChatStoreError.cannotUndo {
            #expect(try VisibleState(store) == before)
          }
        }
      }
    }
  }

  private func expectWhole(_ store: ChatStore) throws {
    let findings = try store.examine().findings.map(\.message)
    #expect(findings == [])
  }
}
