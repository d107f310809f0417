import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

@Suite struct PreferenceRecordTests {
  private func lines(
    of conversation: Conversation, in store: ChatStore
  ) throws -> ([JSONValue], PreferenceRecord.Counts) {
    var record = PreferenceRecord(store: store)
    var lines: [JSONValue] = []
    try record.forEachLine(of: conversation) { lines.append(try JSONValue(parsing: $0)) }
    return (lines, record.counts)
  }

  @Test("Every line of a random store keeps to what OpenAI documents", arguments: 0..<30)
  func rules(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 80).stored(in: store)
      let (lines, counts) = try lines(of: conversation, in: store)
      for line in lines {
        #expect(FineTuningRules(preference: line).errors == [], "\(line.serialized)")
      }
      #expect(counts.lines == lines.count)
    }
  }

  @Test(
    "A preferred reply makes a line with each of its siblings, in the order in which they were made"
  )
  func pairs() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      let (conversation, branch, messages) = try store.conversation([.system("s"), .user("q")])
      var replies: [Message] = []
      for text in ["a", "b", "c", ""] {
        clock.advance(by: 1000)
        let point = try store.point(at: messages[1], on: branch, below: true)
        let turn = try store.beginTurn(.test, appending: [], at: .reply(to: messages[1], point))
        replies.append(
          try #require(try store.finish(turn, TurnOutcome(reply: .assistant(text))).reply))
      }
      #expect(try lines(of: conversation, in: store).0 == [])
      _ = try store.setPreferred(true, replies[1])
      let (lines, counts) = try lines(of: conversation, in: store)
      let input: JSONValue = [
        "messages": [["role": "system", "content": "s"], ["role": "user", "content": "q"]]
      ]
      #expect(
        lines
          == ["a", "c"].map { rival -> JSONValue in
            [
              "input": input, "preferred_output": [["role": "assistant", "content": "b"]],
              "non_preferred_output": [["role": "assistant", "content": .string(rival)]],
            ]
          })
      #expect(counts.lines == 2)
    }
  }

  @Test("A preferred reply without siblings, or with nothing above it, is counted")
  func lonely() throws {
    try withStore { store in
      let (one, _, messages) = try store.conversation([.user("q"), .assistant("a")])
      _ = try store.setPreferred(true, messages[1])
      #expect(try lines(of: one, in: store).1.withoutRival == 1)
      let (two, _, roots) = try store.conversation([.assistant("a")])
      _ = try store.setPreferred(true, roots[0])
      #expect(try lines(of: two, in: store).1.withoutPrompt == 1)
    }
  }
}
