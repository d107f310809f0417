/// What a reference that a person typed leads to.
public enum Found: Sendable {
  /// A conversation, by its short id or title.
  case conversation(Conversation)
  /// A message, by its short id.
  case message(Message)
}
