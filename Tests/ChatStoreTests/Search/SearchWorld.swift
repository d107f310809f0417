import ChatTestSupport
import Testing

@testable import ChatStore

/// A small store out of random conversations, and what stands in it.
struct SearchWorld {
  let store: ChatStore
  let clock: StoreSupportClock
  var generator: SeededGenerator
  private(set) var conversations: [Conversation] = []
  private(set) var records: [SearchRecord] = []

  static let vocabulary = [
    "alpha", "alphabet", "beta", "better", "gamma", "delta", "数据", "数据库", "库房",
  ]
  static let models = ["gpt-4o", "Qwen2.5-72b", "deepseek-r1"]
  static let tags = ["red", "blue", "dark green"]

  init(_ store: ChatStore, clock: StoreSupportClock, seed: UInt64) throws {
    self.store = store
    self.clock = clock
    generator = SeededGenerator(seed: seed)
    for _ in 0..<4 { try begin() }
    while records.count < 40 { try play() }
    for _ in 0..<8 { try change() }
  }

  mutating func anyWord() -> String {
    Self.vocabulary.randomElement(using: &generator) ?? "alpha"
  }

  private mutating func words(_ count: ClosedRange<Int> = 1...6) -> [String] {
    (0..<Int.random(in: count, using: &generator)).map { _ in anyWord() }
  }

  private mutating func passTime() {
    let steps: [Int64] = [
      0, 0, 1, 900, 10_000, 40_000, 3_600_000, 86_400_000, -50_000, -86_400_000,
    ]
    clock.advance(by: steps.randomElement(using: &generator) ?? 0)
  }

  // MARK: Conversations

  private mutating func begin() throws {
    passTime()
    let words = words()
    let number = conversations.count
    let made = try store.createConversation(
      title: "c\(number)", messages: [MessageDraft(.system(words.joined(separator: " ")))],
      tags: Self.tags.filter { _ in generator.once(in: 2) })
    conversations.append(made.conversation)
    for message in made.messages { note(message, number, [.content: words]) }
  }

  private mutating func play() throws {
    passTime()
    let number = Int.random(in: conversations.indices, using: &generator)
    guard
      let branch = try store.branches(of: conversations[number]).randomElement(using: &generator)
    else { return }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: try branchOff(number)
    case 1: try callTools(number, on: branch)
    default: try exchange(number, on: branch)
    }
  }

  private mutating func branchOff(_ number: Int) throws {
    let messages = records.filter { $0.conversation == number }.map(\.message)
    guard let message = messages.randomElement(using: &generator) else { return }
    _ = try store.createBranch(
      named: "side\(records.count)-\(generator.next() % 1000)", at: message,
      in: conversations[number])
  }

  private mutating func callTools(_ number: Int, on branch: Branch) throws {
    let (said, asked, answered) = (words(), words(), words())
    let isBroken = generator.once(in: 2)
    let call = ToolCall(
      callID: "call", name: "look_up", arguments: #"{"q": "\#(asked.joined(separator: " "))"}"#)
    var calling = MessageContent.assistant(said.joined(separator: " "))
    calling.toolCalls = [call, call]
    calling.toolCalls[1].callID = "second"
    let placed = try store.append(
      [
        MessageDraft(calling),
        MessageDraft(
          .result(of: "call", answered.joined(separator: " ")),
          result: isBroken ? ToolResult(error: "it broke") : nil),
      ], at: .branch(store.continuationPoint(of: branch)))
    let arguments = ["look", "up", "q"] + asked
    note(placed.messages[0], number, [.content: said, .arguments: arguments + arguments])
    records[records.count - 1].traits = [.tool]
    note(placed.messages[1], number, [.results: answered])
    records[records.count - 1].traits = isBroken ? [.tool, .error] : [.tool]
  }

  private mutating func exchange(_ number: Int, on branch: Branch) throws {
    let hasImage = generator.once(in: 4)
    let hasCode = generator.once(in: 4)
    var asked = words()
    var prompt = MessageContent.user(asked.joined(separator: " "))
    if hasCode {
      prompt.text += "\n```swift\nprint\n```"
      asked += ["swift", "print"]
    }
    let picture = Attachment(name: "a.png", mediaType: "image/png", bytes: [1, 2, 3])
    let model = Self.models.randomElement(using: &generator) ?? ""
    let turn = try store.beginTurn(
      TurnRequest(provider: "p", model: model),
      appending: [MessageDraft(prompt, attachments: hasImage ? [picture] : [])],
      at: store.continuationPoint(of: branch))
    let message = turn.messages[0]
    note(message, number, [.content: asked])
    var traits: Set<SearchTrait> = hasCode ? [.code] : []
    if hasImage { traits.insert(.image) }
    records[records.count - 1].traits = traits
    if generator.once(in: 3) { _ = try store.search("alpha") }
    passTime()
    guard !generator.once(in: 4) else {
      _ = try store.finish(turn, TurnOutcome(reply: nil, error: "no answer"))
      return records[records.count - 1].traits = traits.union([.error])
    }
    try reply(to: turn, number, model: model)
  }

  private mutating func reply(to turn: RunningTurn, _ number: Int, model: String) throws {
    let (said, thought) = (words(), words(0...4))
    let refused = generator.once(in: 5) ? words() : []
    let isPartial = generator.once(in: 4)
    let content = MessageContent(
      role: .assistant, text: said.joined(separator: " "),
      reasoning: thought.isEmpty ? nil : thought.joined(separator: " "),
      reasoningKey: thought.isEmpty ? nil : "reasoning_content",
      refusal: refused.isEmpty ? nil : refused.joined(separator: " "))
    let finished = try store.finish(
      turn, TurnOutcome(reply: content, error: isPartial ? "cut off" : nil))
    guard let message = finished.reply else { return }
    note(message, number, [.content: said + refused, .reasoning: thought])
    records[records.count - 1].model = model
    records[records.count - 1].traits = isPartial ? [.error] : []
  }

  private mutating func note(_ message: Message, _ number: Int, _ words: [SearchScope: [String]]) {
    records.append(SearchRecord(message: message, conversation: number, words: words))
  }

  // MARK: Second thoughts

  private mutating func change() throws {
    let number = Int.random(in: conversations.indices, using: &generator)
    let conversation = conversations[number]
    do {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: _ = try store.setArchived(true, conversation)
      case 1: _ = try store.delete(conversation)
      case 2, 3:
        guard let branch = try store.branches(of: conversation).last else { return }
        try store.delete(branch)
      case 4, 5:
        guard let record = records.randomElement(using: &generator) else { return }
        _ = try store.delete(record.message)
      default:
        guard let tag = Self.tags.randomElement(using: &generator) else { return }
        let isAdded = generator.once(in: 2)
        _ = try store.changeTags(
          of: conversation, adding: isAdded ? [tag] : [], removing: isAdded ? [] : [tag])
      }
    } catch is ChatStoreError {
      // What cannot be done in the trash, or to the last branch, is not done.
    }
  }
}
