/// A call of a tool that a model asked for.
public struct ChatToolCall: Sendable {
  /// The id that the tool's result refers to.
  public var id: String
  /// The kind of tool; every endpoint knows `function`.
  public var type: String
  /// The name of the function.
  public var name: String
  /// The arguments exactly as the model wrote them; perhaps empty, perhaps broken JSON.
  public var arguments: String
  /// Members of the call that this library does not know, such as a provider's signature.
  public var extras: [(key: String, value: JSONValue)]

  /// Makes a call.
  public init(
    id: String, type: String = "function", name: String, arguments: String,
    extras: [(key: String, value: JSONValue)] = []
  ) {
    self.id = id
    self.type = type
    self.name = name
    self.arguments = arguments
    self.extras = extras
  }
}

extension ChatToolCall: Equatable {
  /// Whether two calls are the same, strings compared by their bytes.
  public static func == (left: ChatToolCall, right: ChatToolCall) -> Bool {
    left.id.hasSameBytes(as: right.id) && left.type.hasSameBytes(as: right.type)
      && left.name.hasSameBytes(as: right.name)
      && left.arguments.hasSameBytes(as: right.arguments)
      && JSONObject(left.extras) == JSONObject(right.extras)
  }
}
