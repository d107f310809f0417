import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

@testable import ChatArchive

@Suite struct FineTuningRecordTests {
  private func lines(
    _ contents: [MessageContent], learnsOnce: Bool = false
  ) throws -> (JSONValue?, FineTuningRecord.Counts) {
    try withStore { store in
      let head = try #require(try store.conversation(contents).messages.last)
      var record = FineTuningRecord(store: store, learnsOnce: learnsOnce)
      let line = try record.line(pathTo: head)
      return (try line.map { try JSONValue(parsing: $0) }, record.counts)
    }
  }

  @Test("Every line of a random store keeps to what OpenAI documents", arguments: 0..<30)
  func rules(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 60).stored(in: store)
      for learnsOnce in [false, true] {
        var record = FineTuningRecord(store: store, learnsOnce: learnsOnce)
        let leaves = try store.leaves(of: conversation)
        for leaf in leaves {
          guard let line = try record.line(pathTo: leaf) else { continue }
          #expect(FineTuningRules(line: try JSONValue(parsing: line)).errors == [], "\(line)")
        }
        let counts = record.counts
        #expect(counts.lines + counts.withoutReply + counts.repeated == leaves.count)
        #expect(learnsOnce || counts.repeated == 0)
      }
    }
  }

  @Test("What several paths share is learned once", arguments: 0..<10)
  func learning(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 60).stored(in: store)
      var record = FineTuningRecord(store: store, learnsOnce: true)
      var source = ExportSource(store: store)
      var learned = 0
      var replies: Set<Identifier<Message>> = []
      for leaf in try store.leaves(of: conversation) {
        let path = TrainingPath(try store.path(to: leaf).map { source.entry($0) }, ending: .reply)
        replies.formUnion(path.entries.filter { $0.content.role == .assistant }.map(\.message.id))
        guard let line = try record.line(pathTo: leaf) else { continue }
        let messages = try #require(try JSONValue(parsing: line)["messages"]?.arrayValue)
        learned += messages.count { $0["role"] == "assistant" && $0["weight"] == nil }
        #expect(messages.allSatisfy { $0["weight"] == nil || $0["weight"] == 0 })
      }
      #expect(learned == replies.count)
    }
  }

  @Test("Two leaves under one reply are one line, and a path that forks later says what is known")
  func weights() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([
        .user("1"), .assistant("2"), .user("3"), .assistant("4"),
      ])
      let fork = try store.createBranch(named: "b", at: messages[1], in: conversation)
      _ = try store.append(.assistant("6"), to: store.append(.user("5"), to: fork).branch)
      _ = try store.append(.user("7"), to: branch)
      let again = try store.createBranch(named: "c", at: messages[3], in: conversation)
      _ = try store.append(.user("8"), to: again)
      var record = FineTuningRecord(store: store, learnsOnce: true)
      let lines = try store.leaves(of: conversation).map { try record.line(pathTo: $0) }
      #expect(lines.count == 3)
      #expect(record.counts.lines == 2)
      #expect(record.counts.repeated == 1)
      let weights = try lines.compactMap(\.self).map { line in
        try JSONValue(parsing: line)["messages"]?.arrayValue?.map { $0["weight"]?.intValue }
      }
      #expect(Set(weights) == [[nil, nil, nil, nil], [nil, 0, nil, nil]])
    }
  }

  @Test("A path is cut back to its last reply, and one without a reply is counted")
  func endings() throws {
    let (line, counts) = try lines([.system("s"), .user("a"), .assistant("b"), .user("c")])
    #expect(
      line == [
        "messages": [
          ["role": "system", "content": "s"], ["role": "user", "content": "a"],
          ["role": "assistant", "content": "b"],
        ]
      ])
    #expect(counts.lines == 1)
    let (none, without) = try lines([.system("s"), .user("a")])
    #expect(none == nil)
    #expect(without.withoutReply == 1)
  }

  @Test("Calls stay with their results, and at the end without")
  func calls() throws {
    let call: JSONValue = [
      "id": "1", "type": "function", "function": ["name": "look", "arguments": "{}"],
    ]
    let (line, counts) = try lines([
      .user("a"), .result(of: "0"), .calling("1", "2", text: "t"), .result(of: "1", "r"),
      .result(of: "1", "again"), .assistant("b"), .calling("3"), .user("c"), .calling("1"),
      .result(of: "1", "later"),
    ])
    #expect(
      line?["messages"] == [
        ["role": "user", "content": "a"],
        ["role": "assistant", "content": "t", "tool_calls": [call]],
        ["role": "tool", "content": "r", "tool_call_id": "1"],
        ["role": "assistant", "content": "b"], ["role": "user", "content": "c"],
        ["role": "assistant", "content": "", "tool_calls": [call]],
      ])
    #expect(counts.losses.calls == 2)
    #expect(counts.losses.results == 2)
    #expect(counts.losses.emptyMessages == 1)
  }

  @Test("Pictures of a user are data where the endpoint takes them, and named elsewhere")
  func pictures() throws {
    try withStore { store in
      let png = RandomConversation.image
      let gif = Attachment(name: "b.gif", mediaType: "image/gif", bytes: [1])
      let messages = try store.createConversation(messages: [
        MessageDraft(.user("what?"), attachments: [png, gif, RandomConversation.file]),
        MessageDraft(.assistant("this"), attachments: [png]),
      ]).messages
      var record = FineTuningRecord(store: store)
      let line = try #require(try record.line(pathTo: messages[1]))
      #expect(
        try JSONValue(parsing: line)["messages"] == [
          [
            "role": "user",
            "content": [
              ["type": "image_url", "image_url": ["url": "data:image/png;base64,iVABAg=="]],
              [
                "type": "text",
                "text": "[image: b.gif]\n\n<file name=\"a.txt\">\ntext\n</file>\n\nwhat?",
              ],
            ],
          ],
          ["role": "assistant", "content": "[image: 猫.png]\n\nthis"],
        ])
    }
  }

  @Test(
    "Tools are those of the last reply, functions only, with whether they may be called at once")
  func tools() throws {
    try withStore { store in
      let branch = try store.conversation().branch
      let request = TurnRequest(provider: "p", model: "m", parameters: RandomConversation.tools)
      let turn = try store.finish(
        store.begin(on: branch, saying: "a", request: request),
        TurnOutcome(reply: .assistant("b")))
      var record = FineTuningRecord(store: store)
      let reply = try #require(turn.reply)
      let line = try JSONValue(parsing: #require(try record.line(pathTo: reply)))
      #expect(line["parallel_tool_calls"] == true)
      #expect(line["tools"]?.arrayValue?.count == 1)
      #expect(line["tools"]?.arrayValue?.first?["function"]?["name"] == "look")
    }
  }

  @Test("Secrets are taken out of messages, attached texts and tools, and counted")
  func redaction() throws {
    try withStore { store in
      let file = Attachment(
        name: "a.txt", mediaType: "text/plain", bytes: Array("13812345678".utf8))
      let messages = try store.createConversation(messages: [
        MessageDraft(.user("a@example.com"), attachments: [file]),
        MessageDraft(.assistant("b")),
      ]).messages
      var record = FineTuningRecord(store: store, redactor: Redactor())
      let line = try #require(try record.line(pathTo: messages[1]))
      #expect(
        try JSONValue(parsing: line)["messages"]?.arrayValue?.first?["content"]
          == "<file name=\"a.txt\">\n[redacted:phone]\n</file>\n\n[redacted:email]")
      #expect(record.source.redactor?.counts == [.email: 1, .phone: 1])
    }
  }
}
