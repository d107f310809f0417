import ChatArchive
import ChatStore
import ChatTestSupport

/// A store of random trees, with everything that a conversation can have.
struct RandomRecords {
  private var generator: SeededGenerator
  private let clock = StoreSupportClock()

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  func store() throws -> ChatStore {
    var maker = self
    return try maker.make()
  }

  private mutating func make() throws -> ChatStore {
    let store = try ChatStore.inMemory(clock: clock.now)
    for _ in 0..<Int.random(in: 1...8, using: &generator) { try addConversation(to: store) }
    return store
  }

  private mutating func addConversation(to store: ChatStore) throws {
    let (conversation, main, _) = try store.createConversation(
      title: text(), messages: [MessageDraft(.system(text()))], tags: once(in: 2) ? ["t", "é"] : [])
    var branch = main
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      clock.advance(by: 1234)
      try extend(&branch, of: conversation, in: store)
    }
    if once(in: 3), let head = try store.head(of: branch) {
      clock.advance(by: 10)
      _ = try store.delete(head)
    }
    if once(in: 4) { _ = try store.rename(conversation, to: text()) }
    if once(in: 4) { _ = try store.delete(conversation) }
  }

  private mutating func extend(
    _ branch: inout Branch, of conversation: Conversation, in store: ChatStore
  ) throws {
    branch = try store.branch(named: branch.name, of: conversation)
    guard let head = try store.head(of: branch) else { return }
    switch Int.random(in: 0..<7, using: &generator) {
    case 0:
      let attachment = Attachment(
        name: text(), mediaType: "application/octet-stream",
        bytes: (0..<5).map { _ in .random(in: 0...255, using: &generator) })
      _ = try store.append(
        [MessageDraft(.user(text()), attachments: [attachment])],
        at: .branch(store.continuationPoint(of: branch)))
    case 1:
      let turn = try store.begin(on: branch, saying: text())
      let calls = [
        ToolCall(callID: "a", name: text(), arguments: "{broken", extras: #"{"x": 1 }"#),
        ToolCall(callID: "b", type: "custom", name: "n", arguments: text(), extras: #""text""#),
      ]
      var reply = MessageContent(role: .assistant, text: "", toolCalls: calls)
      reply.reasoning = text()
      reply.reasoningKey = "reasoning_content"
      let finished = try store.finish(
        turn,
        TurnOutcome(
          reply: reply,
          usage: Usage(
            prompt: .init(reported: 10, estimated: 9), completion: .init(reported: 3),
            cached: .init(reported: 2), reasoning: .init(estimated: 1)),
          envelope: #"{"id":"é\u0000"}"#))
      branch = try store.branch(named: finished.branch?.name ?? branch.name, of: conversation)
      let result = MessageDraft(
        MessageContent(role: .tool, text: text(), toolCallID: "b"),
        result: ToolResult(error: once(in: 2) ? text() : nil, duration: 17))
      _ = try store.append([result], at: .branch(store.continuationPoint(of: branch)))
    case 2:
      var content = MessageContent(
        role: .user, text: text(), parts: #"[{"type":"text","text":"x"}]"#)
      content.name = "n"
      content.extras = #"{ "spaced" : 1.0 }"#
      _ = try store.append(
        [MessageDraft(content)], at: .branch(store.continuationPoint(of: branch)))
    case 3:
      branch = try store.createBranch(
        named: store.unusedBranchName(in: conversation), at: head, in: conversation)
    case 4: _ = try store.setPinned(true, head)
    case 5:
      guard let (first, last) = try store.messagesToSummarize(upTo: head, keeping: 1) else {
        return
      }
      let turn = try store.beginSummary(.summary, of: last, in: conversation, on: branch)
      let text = text()
      let draft = SummaryDraft(of: first, to: last, text: text, turn: turn)
      try store.finishSummary(
        turn, TurnOutcome(reply: .assistant(text)), storing: [draft])
    default:
      let turn = try store.begin(on: branch, saying: text())
      _ = try store.finish(
        turn,
        once(in: 3)
          ? TurnOutcome(reply: nil, error: "No.")
          : TurnOutcome(
            reply: MessageContent(
              role: .assistant, text: text(), refusal: once(in: 3) ? text() : nil)))
    }
  }

  private mutating func once(in count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  /// Letters of every kind, and characters that JSON must escape.
  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "中", "文", "é", "\u{301}", "😀", "\u{202E}",
      "\u{FEFF}", " ",
      "\u{2028}", "/",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      text.append(scalars.randomElement(using: &generator) ?? "a")
    }
    return String(text)
  }
}
