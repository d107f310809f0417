import ChatCompletions
import ChatStore

/// Makes messages and turns of a record.
struct OpenAIWriter {
  private let record: OpenAIRecord
  private let time: Timestamp
  /// The first words of the user.
  private(set) var prompt: String?

  /// Begins.
  /// - Parameters:
  ///   - record: The record.
  ///   - time: The time of what has none.
  init(_ record: OpenAIRecord, time: Timestamp) {
    self.record = record
    self.time = time
  }

  /// Writes everything, and gives the end of the path that was shown.
  mutating func write(to assembly: inout ConversationAssembly) -> Identifier<Message>? {
    prompt =
      record.messages.first { $0.content.role == .user && !$0.content.text.isEmpty }?
      .content.text
    // Without replies beside them the messages themselves hold what the model said.
    let model = record.replies.isEmpty ? record.model : nil
    let hasTurns =
      record.model != nil
      && (!record.replies.isEmpty || record.messages.dropFirst().contains { $0.isReply })
    var head: Identifier<Message>?
    for (index, message) in record.messages.enumerated() {
      let content = index == 0 ? keeping(message.content, parameters: !hasTurns) : message.content
      head = add(content, as: String(index), under: head, at: message.time, model, to: &assembly)
    }
    var shown: Identifier<Message>?
    for (index, reply) in record.replies.enumerated() {
      var end = head
      for (step, message) in reply.messages.enumerated() {
        let id = add(
          message.content, as: "reply \(index).\(step)", under: end, at: message.time,
          record.model, to: &assembly
        ) { turn in
          turn.finishReason = reply.finishReason
          // What all replies of a call cost together is counted once.
          guard index == 0, step == 0 else { return }
          turn.usage = Usage(record.envelope["usage"])
          turn.modelAnswered = record.envelope.text("model")
          turn.envelope = record.envelope.turnEnvelope
        }
        if step == 0, reply.isPreferred { assembly.prefer(id, at: time) }
        end = id
      }
      shown = shown ?? end
    }
    return shown ?? head
  }

  private func add(
    _ content: MessageContent, as node: String, under parent: Identifier<Message>?,
    at said: Timestamp?, _ model: String?, to assembly: inout ConversationAssembly,
    _ configure: (inout TurnRecord) -> Void = { _ in }
  ) -> Identifier<Message> {
    let said = said ?? time
    let id = assembly.add(content, as: node, under: parent, at: said)
    guard content.role == .assistant else { return id }
    assembly.addTurn(making: id, by: model, from: said, to: said) { turn in
      turn.parameters = JSONValue.object(record.parameters).serialized
      configure(&turn)
    }
    return id
  }

  /// The first message with what has no place in turns.
  private func keeping(_ content: MessageContent, parameters: Bool) -> MessageContent {
    var rest = JSONObject()
    if parameters { rest.keep("request", .object(record.parameters)) }
    for member in record.rest.members { rest.keep(member.key, member.value) }
    guard !rest.members.isEmpty else { return content }
    var content = content
    var extras = content.extras.flatMap { try? JSONValue(parsing: $0) }?.objectValue ?? [:]
    extras["openai"] = .object(rest)
    content.extras = JSONValue.object(extras).serialized
    return content
  }
}

extension OpenAIMessage {
  /// Whether the model said it.
  fileprivate var isReply: Bool { content.role == .assistant }
}

extension Usage {
  /// Reads what the API says of a call.
  fileprivate init(_ value: JSONValue?) {
    let usage = value.flatMap(TokenUsage.init(json:))
    self.init(
      prompt: Count(reported: usage?.prompt), completion: Count(reported: usage?.completion),
      cached: Count(reported: usage?.cached), reasoning: Count(reported: usage?.reasoning))
  }
}
