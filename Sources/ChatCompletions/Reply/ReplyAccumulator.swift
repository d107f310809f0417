/// Puts one reply together from the chunks of a stream, or from a whole reply; pure.
///
/// Law: the text is exact, or the reply says that it is not. What makes it inexact (a broken chunk,
/// bytes that are not UTF-8, half a surrogate pair) is noted here and ends up in
/// `Reply.completion`; reading goes on all the same, because most of an answer is better than none.
struct ReplyAccumulator {
  /// The most text, reasoning and arguments that a reply may hold together, in bytes.
  let sizeLimit: Int

  var text = ReplyText()
  var textWasNull = true
  var parts = ReplyParts()
  var reasoning = ReplyText()
  var reasoningKey: String?
  var refusal = ReplyText()
  var toolCalls = ToolCallAccumulator()
  var finishReason: String?
  var model: String?
  /// The model as it last stood in a chunk, so that it is read only when it changes.
  var modelBytes: [UInt8] = []
  var usage: [UInt8]?
  /// What the endpoint reported as an error within the reply.
  var error: EndpointError?
  /// Whether `[DONE]` has come.
  var isDone = false
  /// Whether a whole message has come, which needs no finish reason to be whole.
  var hasWholeMessage = false
  /// Whether anything has come that a reader of the reply gets to see.
  var hasArrived = false
  /// The first thing that made the reply inexact.
  var inexactness: String?
  var size = 0

  var topMembers = RawMembers(countLimit: 128, sizeLimit: Self.envelopeLimit)
  var choiceMembers = RawMembers(countLimit: 128, sizeLimit: Self.envelopeLimit)
  var messageMembers = RawMembers(countLimit: 128, sizeLimit: 4 << 20)
  /// How many members of the envelope come before `choices`.
  var choicesPosition: Int?
  var ignoredChoices: Set<Int> = []

  init(sizeLimit: Int = ChatClient.usualReplyLimit) {
    self.sizeLimit = sizeLimit
  }

  /// Whether the endpoint has said that the reply is at its end.
  var isFinished: Bool {
    isDone || finishReason != nil || (hasWholeMessage)
  }

  /// What grows, or comes once, while a reply comes on.
  var progress: [Int] {
    [size, finishReason == nil ? 0 : 1, usage == nil ? 0 : 1, error == nil ? 0 : 1, isDone ? 1 : 0]
  }

  /// Whether the reply has grown beyond its limit, so that nothing more is taken.
  var isOverLimit: Bool { size > sizeLimit }

  /// Whether an error came before anything of a reply, after which nothing more is taken.
  var hasFailed: Bool { error != nil && !hasArrived }

  /// Notes why the reply is not exact; the first reason stays.
  mutating func note(_ reason: String) {
    if inexactness == nil { inexactness = reason }
  }

  /// Notes that half of a surrogate pair stood in what is kept beside the text.
  mutating func noteLoneSurrogate() { note(Self.loneSurrogate) }

  private static let loneSurrogate = "half of a surrogate pair came alone and was replaced"

  /// Counts what a delta adds and appends it, unless the limit is reached.
  mutating func emit(_ delta: ReplyDelta, size added: Int, to deltas: inout [ReplyDelta]) {
    hasArrived = true
    size &+= added
    deltas.append(delta)
    if isOverLimit { note("the reply is longer than \(sizeLimit >> 20) MiB") }
  }

  /// Ends all fields: what still waited for the other half of a character, and ids that never came.
  mutating func flush() -> [ReplyDelta] {
    var deltas: [ReplyDelta] = []
    let lastReasoning = reasoning.flush()
    if !lastReasoning.isEmpty {
      deltas.append(.reasoning(lastReasoning, key: reasoningKey ?? "reasoning_content"))
    }
    let lastText = text.flush()
    if !lastText.isEmpty { deltas.append(.text(lastText)) }
    let lastRefusal = refusal.flush()
    if !lastRefusal.isEmpty { deltas.append(.refusal(lastRefusal)) }
    return deltas + toolCalls.flush()
  }

  /// The reply, once `flush` was called.
  func finish(_ ending: ReplyEnding) -> Reply {
    let usage = usage.flatMap { try? JSONValue(parsing: $0) }
    return Reply(
      text: text.text, textWasNull: textWasNull, parts: parts.json(of: text.text),
      reasoning: reasoning.text.isEmpty ? nil : reasoning.text,
      reasoningKey: reasoning.text.isEmpty ? nil : reasoningKey,
      refusal: refusal.text.isEmpty ? nil : refusal.text, toolCalls: toolCalls.toolCalls,
      extras: messageMembers.parsed().pairs.filter { !$0.value.isNull },
      finishReason: finishReason, model: model, usage: usage.flatMap(TokenUsage.init(json:)),
      envelope: envelope(usage: usage), completion: completion(ending))
  }

  private func completion(_ ending: ReplyEnding) -> Reply.Completion {
    if let error {
      return .truncated(reason: "the endpoint reported an error: \(error.message.asSentence)")
    }
    if !isFinished {
      switch ending {
      case .broken(let reason): return .truncated(reason: reason)
      case .ended:
        return .truncated(reason: inexactness ?? "the stream ended without a finish reason")
      }
    }
    if let inexactness { return .truncated(reason: inexactness) }
    if toolCalls.hasOverflown {
      return .truncated(reason: "the reply calls more tools than convo keeps")
    }
    if messageMembers.isTruncated {
      return .truncated(reason: "what came beside the text was too long to be kept")
    }
    if !text.isExact || !reasoning.isExact || !refusal.isExact || !toolCalls.isExact {
      return .truncated(reason: Self.loneSurrogate)
    }
    return .complete
  }
}
