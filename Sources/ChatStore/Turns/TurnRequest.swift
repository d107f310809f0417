/// What a turn is about to send, as it is recorded before the first byte leaves.
public struct TurnRequest: Sendable {
  /// What the call is for.
  public var kind: Turn.Kind
  /// The endpoint's name in the configuration.
  public var provider: String
  /// The model asked for.
  public var model: String
  /// The request without its messages, as JSON.
  public var parameters: String
  /// Which messages are sent, as JSON.
  public var plan: String
  /// SHA-256 of the request's body.
  public var bodySHA256: [UInt8]?
  /// The tokens of the request by convo's own count.
  public var estimatedPromptTokens: Int?
  /// Of those, what no request had before: the messages since the last reply.
  ///
  /// Nil where nobody counted.
  public var newPromptTokens: Int?

  /// What messages cost that the store did not know of.
  var counted = CountedMessages()

  /// Makes a record of a request.
  public init(
    kind: Turn.Kind = .reply, provider: String, model: String, parameters: String = "{}",
    plan: String = "{}", bodySHA256: [UInt8]? = nil, estimatedPromptTokens: Int? = nil
  ) {
    self.kind = kind
    self.provider = provider
    self.model = model
    self.parameters = parameters
    self.plan = plan
    self.bodySHA256 = bodySHA256
    self.estimatedPromptTokens = estimatedPromptTokens
  }

  /// Makes a record of a request with the messages of a window, whose costs are kept with it.
  public init(
    kind: Turn.Kind = .reply, provider: String, model: String, parameters: String = "{}",
    window: ContextWindow, bodySHA256: [UInt8]? = nil
  ) {
    self.init(
      kind: kind, provider: provider, model: model, parameters: parameters, plan: window.plan,
      bodySHA256: bodySHA256, estimatedPromptTokens: window.expected)
    // A summary is made of what was sent before.
    newPromptTokens = kind == .summary ? 0 : window.newTokens
    counted = window.counted
  }
}
