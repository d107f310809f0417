/// A call that an assistant message asks for.
public struct ToolCall: Sendable, Hashable {
  /// The model's own id for the call; a result names it.
  public var callID: String
  /// The kind of tool; `function` for all that the Chat Completions API documents.
  public var type: String
  /// The tool's name.
  public var name: String
  /// The arguments exactly as the model wrote them; perhaps broken JSON.
  public var arguments: String
  /// A JSON object of other fields that the wire gave, such as a provider's signature.
  public var extras: String?

  /// Makes a call.
  public init(
    callID: String, type: String = "function", name: String, arguments: String,
    extras: String? = nil
  ) {
    self.callID = callID
    self.type = type
    self.name = name
    self.arguments = arguments
    self.extras = extras
  }
}
