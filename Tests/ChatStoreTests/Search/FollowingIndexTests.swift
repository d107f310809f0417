import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("The index follows what becomes of messages that are in it")
struct FollowingIndexTests {
  @Test("A prompt has an error from when its turn fails, indexed before that or after")
  func failing() throws {
    for isIndexed in [false, true] {
      try withStore { store in
        let (_, branch, _) = try store.conversation([.system("word")])
        let turn = try store.begin(on: branch, saying: "word asked")
        if isIndexed { #expect(try store.search("asked").count == 1) }
        if isIndexed { #expect(try store.search("has:error").isEmpty) }
        _ = try store.finish(turn, TurnOutcome(reply: nil, error: "no"))
        #expect(try store.search("has:error").map(\.message) == [turn.messages[0].id])
        #expect(try store.search("has:error asked role:user").count == 1)
        #expect(try store.search("word -has:error").map(\.role) == [.system])
        #expect(try store.search("asked").count == 1)
        #expect(try store.examine().isClean)
      }
    }
  }

  @Test("A reply that ended early has an error, one that is whole has none, and neither its prompt")
  func replies() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation()
      for (error, isIndexed) in [(nil, false), ("cut", false), (nil, true), ("cut", true)] {
        let turn = try store.begin(on: branch, saying: "asked")
        if isIndexed { _ = try store.search("asked") }
        _ = try store.finish(turn, TurnOutcome(reply: .assistant("said"), error: error))
      }
      #expect(try store.search("has:error").map(\.role) == [.assistant, .assistant])
      #expect(try store.countHits("-has:error") == 6)
      #expect(try store.countHits("model:TEST said") == 4)
      #expect(try store.countHits("model:test asked") == 0)
      #expect(try store.examine().isClean)
    }
  }

  @Test("What a process left that died is found when it is recovered, with its error and its model")
  func recovered() throws {
    try withStoreFile { path in
      let clock = StoreSupportClock()
      do {
        let store = try ChatStore.open(path: path, clock: clock.now)
        let (_, branch, _) = try store.conversation()
        let turn = try store.begin(on: branch, saying: "asked")
        try store.append([.text("half of it")], to: turn, from: 0)
        let other = try store.begin(on: store.conversation().branch, saying: "asked in vain")
        #expect(try store.countHits("asked") == 2)
        withExtendedLifetime((turn, other)) {}
      }
      let store = try ChatStore.open(path: path, clock: clock.now)
      _ = try store.recoverLostTurns()
      #expect(try store.search("half").count == 1)
      #expect(try store.search("has:error model:test").map(\.role) == [.assistant])
      #expect(try store.search("has:error role:user").map(\.snippet.text) == ["asked in vain"])
      #expect(try store.examine().isClean)
    }
  }

  @Test("What is collected is in the index no more, and its key may be another message's")
  func collected() throws {
    for isIndexed in [true, false] {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        let (_, kept, _) = try store.conversation([.user("word kept")])
        let (gone, branch, _) = try store.conversation([.user("word gone")])
        let failed = try store.begin(on: branch, saying: "word asked")
        _ = try store.finish(failed, TurnOutcome(reply: nil, error: "no"))
        try store.exchange("word prompt", "word reply", on: branch)
        _ = try store.append(
          [MessageDraft(.calling("c1", text: "word")), MessageDraft(.result(of: "c1", "word"))],
          at: .branch(store.continuationPoint(of: branch)))
        if isIndexed { #expect(try store.countHits("word") == 6) }
        try store.delete(gone)
        _ = try store.collect(store.garbage())
        #expect(try store.search("word").map(\.snippet.text) == ["word kept"])
        for query in ["gone", "prompt", "has:error", "has:tool", "model:test"] {
          #expect(try store.countHits(query) == 0, "\(query)")
          #expect(try store.countHits(query, ConversationFilter(.trash)) == 0, "\(query)")
        }
        #expect(try store.examine().isClean)
        _ = try store.append(.user("word again"), to: kept)
        #expect(try store.search("word").map(\.snippet.text) == ["word again", "word kept"])
        #expect(try store.search("again").count == 1)
        #expect(try store.examine().isClean)
        let terms = try RawDatabase(path).run(
          """
          CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, message_fts, row);
          SELECT term FROM terms WHERE term IN ('gone', 'prompt', 'reply', 'herror', 'htool')
          """)
        #expect(terms.isEmpty)
      }
    }
  }

  @Test("A message that is thrown away and taken back is found again, in the trash and out of it")
  func trashed() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([.user("one"), .user("two")])
      let side = try store.createBranch(named: "side", at: messages[0], in: conversation)
      _ = try store.append(.user("three"), to: side)
      func found(_ place: ConversationFilter.Place) throws -> [String] {
        try store.search("one OR two OR three", ConversationFilter(place)).map(\.snippet.text)
      }
      #expect(try found(.kept) == ["three", "two", "one"] && found(.trash) == [])
      try store.delete(messages[1])
      #expect(try found(.kept) == ["three", "one"] && found(.trash) == ["two"])
      _ = try store.undo()
      try store.delete(side)
      #expect(try found(.kept) == ["two", "one"] && found(.trash) == ["three"])
      _ = try store.undo()
      _ = try store.setArchived(true, conversation)
      #expect(try found(.kept) == ["three", "two", "one"] && found(.inUse) == [])
      #expect(try found(.archive) == ["three", "two", "one"] && found(.trash) == [])
      try store.delete(conversation)
      #expect(try found(.kept) == [] && found(.archive) == [])
      #expect(try found(.trash) == ["three", "two", "one"])
      _ = try store.undo()
      #expect(try found(.kept) == ["three", "two", "one"])
      withExtendedLifetime(branch) {}
    }
  }

  @Test("A tag is asked of what the conversation has now")
  func tags() throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation([.user("word")])
      #expect(try store.countHits("tag:red") == 0)
      try store.changeTags(of: conversation, adding: ["red"])
      #expect(try store.countHits("tag:red word") == 1)
      #expect(try store.countHits("tag:Red") == 0)
      try store.changeTags(of: conversation, adding: ["蓝"], removing: ["red"])
      #expect(try store.countHits("tag:red") == 0)
      #expect(try store.countHits("tag：蓝") == 1)
    }
  }
}
