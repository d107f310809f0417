/// How a turn ended.
public struct TurnOutcome: Sendable {
  /// What came of the reply; nil when nothing came.
  public var reply: MessageContent?
  /// Why it is not complete, in one sentence; nil when it is.
  public var error: String?
  /// The model that answered, in the endpoint's words.
  public var modelAnswered: String?
  /// Why the model stopped.
  public var finishReason: String?
  /// When the first token came.
  public var firstTokenAt: Timestamp?
  /// The tokens.
  public var usage: Usage
  /// The rest of the reply, as JSON.
  public var envelope: String?

  /// Makes an outcome.
  public init(
    reply: MessageContent?, error: String? = nil, modelAnswered: String? = nil,
    finishReason: String? = nil, firstTokenAt: Timestamp? = nil, usage: Usage = Usage(),
    envelope: String? = nil
  ) {
    self.reply = reply
    self.error = error
    self.modelAnswered = modelAnswered
    self.finishReason = finishReason
    self.firstTokenAt = firstTokenAt
    self.usage = usage
    self.envelope = envelope
  }

  /// The turn's status that follows: whole, early, or nothing.
  public var status: Turn.Status {
    if reply == nil { return .failed }
    return error == nil ? .complete : .partial
  }
}
