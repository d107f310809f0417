import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct TreeShapeTests {
  @Test("A shape has parents before children, and children in the order in which they were made")
  func shape() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, _, messages) = try store.conversation([.user("1"), .assistant("2")])
      for name in ["b", "c"] {
        clock.advance(by: 1000)
        let branch = try store.createBranch(named: name, at: messages[0], in: conversation)
        _ = try store.append(.assistant(name), to: branch)
      }
      let shape = try store.shape(of: conversation)
      #expect(Array(shape.children(of: nil)) == [0])
      let texts = try shape.children(of: 0).map { try store.message(shape.nodes[$0].id)?.text }
      #expect(texts == ["2", "b", "c"])
      #expect(shape.leaves.count == 3)
      #expect(shape.leaves.allSatisfy { shape.path(to: $0) == [0, $0] })
    }
  }

  @Test("Leaves are found without what is in the trash")
  func leaves() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("1"), .assistant("2")])
      let (fork, _) = try store.append(.user("3"), to: branch)
      _ = try store.createBranch(named: "b", at: messages[1], in: conversation)
      #expect(try store.leaves(of: conversation).map(\.id) == [fork.id])
      _ = try store.delete(fork)
      #expect(try store.leaves(of: conversation).map(\.id) == [messages[1].id])
    }
  }

  @Test("Without messages there are no leaves")
  func empty() throws {
    try withStore { store in
      let conversation = try store.conversation().conversation
      #expect(try store.shape(of: conversation).nodes.isEmpty)
      #expect(try store.leaves(of: conversation).isEmpty)
    }
  }
}
