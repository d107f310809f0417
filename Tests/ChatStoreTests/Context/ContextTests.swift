import ChatTestSupport
import ChatTokens
import Testing

@testable import ChatStore

/// The window as the store builds it out of stored messages and drafts.
@Suite struct ContextTests {
  private static let prompt = [MessageDraft(.user("p"))]

  private static func window(
    _ contents: [MessageContent], _ drafts: [MessageDraft] = prompt, limit: Int
  ) throws -> ContextWindow {
    try withStore { store in
      let (_, branch, _) = try store.conversation(contents)
      return try store.window(
        upTo: store.head(of: branch), appending: drafts,
        budget: TokenBudget(limit: limit, reserve: 0), counter: .perMessage(0), strategy: .recent)
    }
  }

  @Test("A path that fits is sent whole, with the prompt after it")
  func whole() throws {
    let contents: [MessageContent] = [
      .system("s"), .user("u"), .calling("c", text: "a"), .result(of: "c", "r"), .assistant("b"),
    ]
    let window = try Self.window(contents, limit: 1000)
    #expect(window.messages == contents + [.user("p")])
    #expect(window.leftOut == 0)
    #expect(window.ids.last == Self.prompt[0].id)
  }

  @Test("Of a long path the instructions at its beginning and its end are sent")
  func cut() throws {
    var contents: [MessageContent] = [.system("s"), MessageContent(role: .developer, text: "d")]
    for index in 0..<100 { contents += [.user("u\(index % 10)"), .assistant("a\(index % 10)")] }
    let window = try Self.window(contents, limit: 11)
    #expect(window.messages.map(\.text) == ["s", "d", "u8", "a8", "u9", "a9", "p"])
    #expect(window.cost == 11 && window.leftOut == 196)
    #expect(window.plan.contains(#""left_out":196"#))
  }

  @Test(
    "A message whose bytes are not UTF-8 is not sent as something else; one that is not read does no harm"
  )
  func notUTF8() throws {
    try withStore { store in
      let (_, branch, messages) = try store.conversation([
        .user("u"), .assistant("a"), .user("v"), .assistant("b"),
      ])
      try store.damage(
        """
        DROP TRIGGER message_never_changes;
        UPDATE message SET text = CAST(x'61ff' AS TEXT) WHERE id = 2
        """)
      func window(limit: Int) throws -> ContextWindow {
        try store.window(
          upTo: store.head(of: branch), appending: Self.prompt,
          budget: TokenBudget(limit: limit, reserve: 0), counter: .perMessage(0))
      }
      let error = #expect(throws: ChatStoreError.self) { try window(limit: 100) }
      #expect(error?.description.contains("\(messages[1].id.shortID) holds bytes") == true)
      let short = try window(limit: 2)
      #expect(short.messages.map(\.text) == ["p"])
    }
  }

  @Test("Instructions at the beginning of new messages count as leading")
  func newConversation() throws {
    let drafts = [
      MessageDraft(.system("s")), MessageDraft(MessageContent(role: .developer, text: "d")),
      MessageDraft(.user("u")),
    ]
    #expect(try Self.window([], drafts, limit: 3).messages.map(\.text) == ["s", "d", "u"])
    #expect(
      try Self.window([.system("0")], drafts, limit: 4).messages.map(\.text) == [
        "0", "s", "d", "u",
      ])
  }

  @Test("The newest instruction below is sent by itself when its exchange is left out")
  func newestInstruction() throws {
    let contents: [MessageContent] = [
      .system("0"), .user("uuuuu"), .system("1"), .assistant("aaaaa"), .system("2"),
      .user("vvvvv"), .assistant("b"),
    ]
    #expect(try Self.window(contents, limit: 3).messages.map(\.text) == ["0", "2", "p"])
    #expect(
      try Self.window(contents, limit: 9).messages.map(\.text) == ["0", "2", "vvvvv", "b", "p"])
    #expect(try Self.window(contents, limit: 99).messages.count == 8)
    let drafts = [MessageDraft(.system("3")), MessageDraft(.user("p"))]
    #expect(try Self.window(contents, drafts, limit: 3).messages.map(\.text) == ["0", "3", "p"])
  }

  @Test("Results that are sent back pull their exchange in")
  func results() throws {
    let contents: [MessageContent] = [.user("old"), .assistant("old"), .user("u"), .calling("c")]
    let window = try Self.window(contents, [MessageDraft(.result(of: "c", "r"))], limit: 12)
    #expect(window.messages.map(\.role) == [.user, .assistant, .tool])
  }

  @Test("Without new messages the path itself is sent")
  func resending() throws {
    #expect(
      try Self.window([.user("u"), .assistant("a"), .user("v")], [], limit: 2).messages == [
        .user("v")
      ])
    expectError("invalidMessage") { try Self.window([], [], limit: 9) }
  }

  @Test(
    "A budget that makes no sense leaves nothing to send",
    arguments: [
      TokenBudget(limit: .min, reserve: .max), TokenBudget(limit: .min, reserve: 1),
      TokenBudget(limit: 0, reserve: .min), TokenBudget(limit: 5, reserve: 5),
      TokenBudget(limit: .max, reserve: 0, fixedOverhead: .max),
    ])
  func senselessBudgets(_ budget: TokenBudget) throws {
    #expect(budget.available == 0)
    try withStore { store in
      expectError("budgetTooSmall") {
        try store.window(
          upTo: nil, appending: Self.prompt, budget: budget, counter: .perMessage(1),
          strategy: .recent)
      }
    }
  }

  @Test("A negative part of a budget adds nothing to it")
  func negativeParts() {
    #expect(TokenBudget(limit: 10, reserve: -5, fixedOverhead: -5).available == 10)
    #expect(TokenBudget(limit: .max, reserve: .min, fixedOverhead: .min).available == .max)
  }

  @Test("A window from far down a long path reads no more messages than it needs")
  func laziness() throws {
    try withStore { store in
      let contents = [.system("s")] + (0..<3000).map { MessageContent.user("\($0)") }
      let (_, branch, messages) = try store.conversation(contents)
      // Damage above what is needed: reading it would be an error.
      try store.damage(
        """
        PRAGMA ignore_check_constraints = ON; DROP TRIGGER message_never_changes;
        UPDATE message SET role = 'odd' WHERE depth BETWEEN 2 AND 2900
        """)
      let window = try store.window(
        upTo: store.head(of: branch), appending: Self.prompt,
        budget: TokenBudget(limit: 50, reserve: 0), counter: .perMessage(0), strategy: .recent)
      #expect(window.ids.first == messages.first?.id && window.ids.count == 14)
    }
  }

  @Test("Everything of a message that may be sent is counted")
  func cost() {
    let counter = MessageCounter.perMessage(10)
    #expect(counter.count(.user("abc")).upper == 13)
    #expect(counter.count(MessageContent(role: .user, text: "abc", parts: "[1234]")).upper == 16)
    let content = MessageContent(
      role: .assistant, text: "1", reasoning: "12", name: "123", toolCallID: "1234",
      toolCalls: [ToolCall(callID: "12345", name: "1", arguments: "12")], refusal: "123",
      extras: "{}")
    #expect(counter.count(content).upper == 10 + 1 + 2 + 3 + 4 + 8 + 3 + 2)
  }

  @Test(
    "A depth that only a foreign hand can have written traps nothing", arguments: ["max", "min"])
  func foreignDepth(_ end: String) throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation([.user("u"), .assistant("a")])
      let depth = end == "max" ? Int64.max : Int64.min
      try store.damage(
        "PRAGMA ignore_check_constraints = ON; DROP TRIGGER message_never_changes;"
          + "UPDATE message SET depth = \(depth == .min ? "-9223372036854775807 - 1" : "\(depth)")")
      let branch = try store.activeBranch(of: conversation)
      _ = try? store.head(of: branch).map {
        try store.window(
          upTo: $0, appending: [MessageDraft(.user("next"))],
          budget: TokenBudget(limit: 1000, reserve: 10), counter: .perMessage(1), strategy: .recent)
      }
    }
  }
}
