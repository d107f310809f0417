/// Who speaks in a message.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// Instructions that stand above the conversation.
  case system
  /// OpenAI's newer name for instructions; sent as `system` where an endpoint does not know it.
  case developer
  /// The person.
  case user
  /// The model.
  case assistant
  /// The result of a tool call.
  case tool

  /// True for instructions, whichever name they go by.
  public var isInstruction: Bool { self == .system || self == .developer }
}
