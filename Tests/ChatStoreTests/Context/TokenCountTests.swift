import ChatTestSupport
import ChatTokens
import Testing

@testable import ChatStore

@Suite("What messages cost is counted once and kept")
struct StoredTokenCountTests {
  private static let budget = TokenBudget(limit: 1000, reserve: 0)

  private func window(
    _ store: ChatStore, _ drafts: [MessageDraft] = [], under base: Message?,
    _ counter: MessageCounter
  ) throws -> ContextWindow {
    try store.window(
      upTo: base, appending: drafts, budget: Self.budget, counter: counter, strategy: .recent)
  }

  /// A conversation of which a window was sent.
  private func withSentWindow(
    _ counter: MessageCounter, _ body: (ChatStore, Branch, Message) throws -> Void
  ) throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation([.system("s"), .user("u"), .assistant("a")])
      let point = try store.continuationPoint(of: branch)
      let drafts = [MessageDraft(.user("next"))]
      let window = try window(store, drafts, under: point.base, counter)
      let turn = try store.beginTurn(
        TurnRequest(provider: "p", model: "m", window: window), appending: drafts, at: point)
      let finished = try store.finish(turn, TurnOutcome(reply: .assistant("reply")))
      try body(store, #require(finished.branch), #require(finished.reply))
    }
  }

  @Test("A window that is sent leaves what its messages cost, drafts included")
  func kept() throws {
    try withSentWindow(.perMessage(10)) { store, _, _ in
      let rows = try store.rows(
        "SELECT expected, upper FROM token_count ORDER BY message_id", columns: 2)
      #expect(rows == [["11", "11"], ["11", "11"], ["11", "11"], ["14", "14"]])
    }
  }

  @Test("What is kept is used, by the counter that counted it alone")
  func used() throws {
    try withSentWindow(.perMessage(10)) { store, _, reply in
      try store.damage("UPDATE token_count SET expected = 100, upper = 100 WHERE message_id = 2")
      #expect(
        try window(store, [MessageDraft(.user(""))], under: reply, .perMessage(10)).cost == 11 + 100
          + 11 + 14 + 15 + 10)
      #expect(
        try window(store, [MessageDraft(.user(""))], under: reply, .perMessage(11)).cost == 12 + 12
          + 12 + 15 + 16 + 11)
    }
  }

  @Test("Of an estimate the histogram is kept, so that the count follows other rates")
  func histogram() throws {
    let counter = MessageCounter(tokenizer: ApproximateTokenizer(), overhead: .safe)
    try withSentWindow(counter) { store, _, reply in
      let rows = try store.rows("SELECT expected, histogram IS NULL FROM token_count", columns: 2)
      #expect(rows.allSatisfy { $0 == ["6", "0"] })
      let before = try window(store, [MessageDraft(.user(""))], under: reply, counter)
      try store.damage("UPDATE token_count SET histogram = x'FF'")
      let after = try window(store, [MessageDraft(.user(""))], under: reply, counter)
      #expect(before.counts == after.counts)
    }
  }

  @Test("An estimate that nothing taught has the rates and the overhead that it was given")
  func givenOverhead() throws {
    var overhead = TemplateOverhead.safe
    let message = MessageContent.user("How many tokens are these?")
    let safe = MessageCounter(tokenizer: ApproximateTokenizer()).count(message)
    overhead.perMessage += 14
    let dear = MessageCounter(tokenizer: ApproximateTokenizer(), overhead: overhead).count(message)
    #expect(dear.upper == safe.upper + 14)
    #expect(dear.expected == safe.expected + 14)
  }

  @Test("Counts that no convo wrote trap nothing")
  func foreign() throws {
    try withSentWindow(.perMessage(10)) { store, _, reply in
      try store.damage(
        "PRAGMA ignore_check_constraints = ON; UPDATE token_count SET expected = -5, upper = 9223372036854775807"
      )
      expectError("budgetTooSmall") {
        try window(store, [MessageDraft(.user(""))], under: reply, .perMessage(10))
      }
    }
    let counter = MessageCounter(tokenizer: ApproximateTokenizer())
    try withSentWindow(counter) { store, _, reply in
      try store.damage(
        "PRAGMA ignore_check_constraints = ON; UPDATE token_count SET expected = -9223372036854775808"
      )
      let least = try window(store, [MessageDraft(.user(""))], under: reply, counter)
      #expect(least.counts.allSatisfy { $0.expected >= 0 })
    }
  }

  @Test(
    "With sticky, a branch goes on where its last window began, until the budget is another one")
  func sticky() throws {
    try withStore { store in
      var (_, branch, _) = try store.conversation([])
      var cuts: [Identifier<Message>?] = []
      for index in 0..<40 {
        let point = try store.continuationPoint(of: branch)
        let drafts = [MessageDraft(.user("\(index % 10)"))]
        let window = try store.window(
          upTo: point.base, appending: drafts, budget: TokenBudget(limit: 200, reserve: 0),
          counter: .perMessage(9))
        #expect(window.cost <= 200)
        cuts.append(window.cut)
        let turn = try store.beginTurn(
          TurnRequest(provider: "p", model: "m", window: window), appending: drafts, at: point)
        branch = try #require(store.finish(turn, TurnOutcome(reply: .assistant("r"))).branch)
      }
      // Ten exchanges fit, so that the cut moves once in five turns.
      let moves = zip(cuts, cuts.dropFirst()).filter { $0 != $1 }.count
      #expect((5...7).contains(moves))
      let head = try store.head(of: branch)
      let larger = try store.window(
        upTo: head, appending: [MessageDraft(.user("x"))],
        budget: TokenBudget(limit: 100_000, reserve: 0), counter: .perMessage(9))
      #expect(larger.leftOut == 0)
    }
  }

  @Test("What is collected as garbage takes its counts along")
  func collected() throws {
    try withSentWindow(.perMessage(10)) { store, branch, _ in
      let conversation = try #require(try store.conversations(limit: 1).first)
      _ = try store.delete(conversation)
      let garbage = try store.garbage()
      _ = try store.collect(garbage)
      #expect(try store.rows("SELECT count(*) FROM token_count") == [["0"]])
      _ = branch
    }
  }
}
