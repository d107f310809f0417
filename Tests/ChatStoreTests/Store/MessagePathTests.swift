import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct MessagePathTests {
  @Test("On random trees, every ancestor found by skips is the one found by walking")
  func skips() throws {
    try withStore { store in
      var generator = SeededGenerator(seed: 1)
      let (conversation, _, _) = try store.conversation()
      try store.database.write(.normal) { connection in
        let messages = MessageRepository(connection: connection)
        var nodes: [(key: Int64, parent: Int?)] = []
        for index in 0..<400 {
          // Mostly under the newest, so that the tree is deep and has branches.
          var parent: Int?
          if index > 0, !generator.once(in: 40) {
            parent =
              generator.once(in: 5) ? Int.random(in: 0..<index, using: &generator) : index - 1
          }
          let message = try messages.insert(
            .user(""), id: Identifier(at: .now(), using: &generator),
            conversation: conversation.key, parent: parent.map { nodes[$0].key }, at: .now())
          nodes.append((message.key, parent))
        }
        for index in nodes.indices {
          var walk = [index]
          while let parent = nodes[walk[walk.count - 1]].parent { walk.append(parent) }
          for (steps, ancestor) in walk.enumerated() {
            let found = try messages.ancestor(
              of: nodes[index].key, atDepth: walk.count - 1 - steps)
            #expect(found == nodes[ancestor].key)
          }
          try #expect(messages.ancestor(of: nodes[index].key, atDepth: walk.count) == nil)
        }
        try #expect(messages.ancestor(of: nodes[0].key, atDepth: -1) == nil)
        try #expect(messages.ancestor(of: 99_999, atDepth: 0) == nil)
      }
    }
  }

  @Test("How far a skip leads follows from the depth")
  func skipLength() {
    var skips: [Int?] = [nil]
    for depth in 1..<5000 {
      let parent = depth - 1
      var skip = parent
      if let above = skips[parent], let further = skips[above], parent - above == above - further {
        skip = further
      }
      skips.append(skip)
      #expect(MessageRepository.skipLength(atDepth: depth) == depth - skip)
    }
    for depth in [Int.min, -1, 0, .max] {
      #expect(MessageRepository.skipLength(atDepth: depth) == 1)
    }
  }

  @Test("Any ancestor of a message at depth 10,000 is at most 64 steps away")
  func steps() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      _ = try store.conversation((0..<10_001).map { _ in MessageContent.user("") })
      let rows = try RawDatabase(path).run(
        "SELECT depth, parent_id, skip_id FROM message ORDER BY id")
      let nodes = rows.map { row in row.map { $0.flatMap { Int($0) } } }
      var generator = SeededGenerator(seed: 1)
      var longest = 0
      for round in 0..<400 {
        let goal = round < 200 ? round : Int.random(in: 0...10_000, using: &generator)
        var current = 10_000
        var steps = 0
        while current > goal {
          let skip = try #require(nodes[current][2]) - 1
          let parent = try #require(nodes[current][1]) - 1
          current = skip >= goal ? skip : parent
          steps += 1
        }
        #expect(current == goal)
        longest = max(longest, steps)
      }
      #expect(longest <= 64)
    }
  }

  @Test("A system message is found however far it is above")
  func system() throws {
    try withStore { store in
      var contents: [MessageContent] = [.user("a"), .system("b")]
      contents += (0..<50).map { .user("\($0)") }
      contents += [MessageContent(role: .developer, text: "c"), .user("d")]
      let (_, _, messages) = try store.conversation(contents)
      let found = try store.read { connection in
        try [0, 1, 40, 52, 53].map {
          try MessageRepository(connection: connection).systemKey(atOrAbove: messages[$0].key)
        }
      }
      #expect(
        found == [nil, messages[1].key, messages[1].key, messages[52].key, messages[52].key])
    }
  }

  @Test("Steps up from a message stop at the root", arguments: [-1, 3, Int.min, .max])
  func beyondRoot(_ steps: Int) throws {
    try withStore { store in
      let (_, _, messages) = try store.conversation([.user("0"), .user("1"), .user("2")])
      let head = try #require(messages.last)
      expectError("beyondRoot") { try store.ancestor(of: head, steps: steps) }
      try #expect(store.ancestor(of: head, steps: 2).text == "0")
      try #expect(store.ancestor(of: head, steps: 0).text == "2")
    }
  }

  @Test(
    "A damaged file whose messages lead around in a circle ends every walk",
    arguments: [
      "parent_id = 3, skip_id = 3", "parent_id = 4, skip_id = 4", "parent_id = 3, skip_id = NULL",
      "parent_id = 99, skip_id = 99", "parent_id = NULL, skip_id = NULL",
      "depth = 9223372036854775807", "depth = -9223372036854775808",
      "depth = -9223372036854775808, skip_id = 4",
    ])
  func circles(_ damage: String) throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation((0..<5).map { .user("\($0)") })
      try store.damage(
        """
        PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
        DROP TRIGGER message_never_changes; UPDATE message SET \(damage) WHERE id = 3
        """)
      for message in messages {
        let fresh = try #require(try store.message(message.id))
        try #expect(store.path(to: fresh).count <= 5)
        for steps in 0...6 { _ = try? store.ancestor(of: fresh, steps: steps) }
        _ = try? store.window(
          upTo: fresh, appending: [MessageDraft(.user("x"))],
          budget: TokenBudget(limit: 100, reserve: 0), counter: .perMessage(1), strategy: .recent)
      }
      _ = try? store.append(
        .user("under it"),
        to: store.createBranch(
          named: "b", at: messages[2], in: conversation))
      try #expect(!store.examine().isClean)
      for message in messages.reversed() { _ = try? store.delete(message) }
      _ = try? store.collect(store.garbage())
      _ = branch
    }
  }
}
