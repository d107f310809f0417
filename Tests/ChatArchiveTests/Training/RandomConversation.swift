import ChatArchive
import ChatStore
import ChatTestSupport

/// A tree of messages that nobody would write, and that a store may have all the same.
struct RandomConversation {
  private var generator: SeededGenerator
  private(set) var records: ImportedConversation
  /// The calls that stand open above each message.
  private var open: [Identifier<Message>: [String]] = [:]

  static let image = Attachment(name: "猫.png", mediaType: "image/png", bytes: [0x89, 0x50, 1, 2])
  static let file = Attachment(name: "a.txt", mediaType: "text/plain", bytes: Array("text\n".utf8))
  static let tools = """
    {"model":"m","tools":[{"type":"function","function":{"name":"look","description":"Looks.",\
    "parameters":{"type":"object","properties":{"at":{"type":"string"}}}}},{"type":"other"}],\
    "parallel_tool_calls":true}
    """

  init(seed: UInt64, messages: Int) {
    generator = SeededGenerator(seed: seed)
    var generator = generator
    let time = StoreSupportClock.start
    records = ImportedConversation(
      ConversationRecord(
        id: Identifier(at: time, using: &generator), title: "Random", createdAt: time,
        updatedAt: time))
    self.generator = generator
    for attachment in [Self.image, Self.file] { records.attachments.add(attachment) }
    for _ in 0..<messages { addMessage() }
  }

  /// Puts it into a store.
  func stored(in store: ChatStore) throws -> Conversation {
    var results: [UnionOutcome.Result] = []
    try store.uniting(report: { results.append($0.result) }) { union in
      try records.forEachRecord { try union.add($0) }
    }
    guard let conversation = try store.conversation(records.conversation.id) else {
      throw RecordError.invalid("\(results)")
    }
    return conversation
  }

  private mutating func addMessage() {
    var parent = records.messages.last
    if generator.once(in: 4) { parent = records.messages.randomElement(using: &generator) }
    if generator.once(in: 30) { parent = nil }
    let above = parent.map { open[$0.id] ?? [] } ?? []
    let content = content(below: parent?.content, open: above)
    let time = Timestamp(
      milliseconds: StoreSupportClock.start.milliseconds
        + Int64.random(in: 0..<10_000, using: &generator))
    var message = MessageRecord(
      id: Identifier(at: time, using: &generator), parent: parent?.id, createdAt: time,
      content: content)
    if generator.once(in: 25) { message.trashedAt = time }
    if content.role == .assistant, generator.once(in: 4) { message.preferredAt = time }
    records.messages.append(message)
    open[message.id] =
      content.role == .assistant
      ? content.toolCalls.map(\.callID) : above.filter { $0 != content.toolCallID }
    if content.role == .assistant, let parent, generator.once(in: 2) {
      var turn = TurnRecord(
        id: Identifier(at: time, using: &generator), head: parent.id, reply: message.id,
        provider: "p", model: "m", sentAt: time, endedAt: time)
      if generator.once(in: 2) { turn.parameters = Self.tools }
      records.turns.append(turn)
    }
  }

  private mutating func content(
    below parent: MessageContent?, open: [String]
  ) -> MessageContent {
    if let id = open.first, !generator.once(in: 5) {
      return .result(of: generator.once(in: 6) ? "lost" : id, generator.text())
    }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return .system(generator.text())
    case 1: return MessageContent(role: .developer, text: generator.text(), name: "n")
    case 2: return .result(of: "call-1", generator.text())
    case 3...5: return user()
    default: return reply()
    }
  }

  private mutating func user() -> MessageContent {
    var content = MessageContent.user(generator.text())
    content.name = generator.optionalText()
    if generator.once(in: 4) {
      content.attachments = [[Self.image, Self.file].randomElement(using: &generator)?.reference]
        .compactMap(\.self)
    }
    if generator.once(in: 8) {
      content.parts = """
        [{"type":"text","text":"x"},{"type":"image_url","image_url":{"url":"https://e.org/a.png"}},\
        {"type":"input_audio","input_audio":{"data":"","format":"wav"}}]
        """
    }
    return content
  }

  private mutating func reply() -> MessageContent {
    var content = MessageContent(
      role: .assistant, text: generator.text(), reasoning: generator.optionalText(),
      reasoningKey: "reasoning")
    if generator.once(in: 10) { content.refusal = generator.text() }
    if generator.once(in: 3) {
      let ids = ["call-1", "call-2", "call-3", "call-1", ""]
      content.toolCalls = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        ToolCall(
          callID: ids.randomElement(using: &generator) ?? "",
          type: generator.once(in: 8) ? "custom" : "function",
          name: generator.once(in: 4) ? generator.text() : "look",
          arguments: generator.once(in: 4) ? "{\"at\":" : "{\"at\":\"\(generator.once(in: 2))\"}",
          extras: generator.once(in: 5) ? "{\"signature\":\"s\"}" : nil)
      }
    }
    return content
  }
}
