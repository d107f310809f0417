/// A message that is about to be stored, with the identity that it will have.
///
/// The identity is fixed before storing, so that a turn's plan can name the very messages that are
/// stored together with it.
public struct MessageDraft: Sendable {
  /// The identity it will have.
  public let id: Identifier<Message>
  /// What it says.
  public let content: MessageContent
  /// Of a tool message: what is known of its call beyond the text.
  public let result: ToolResult?

  /// Makes a draft with a new identity.
  public init(_ content: MessageContent, result: ToolResult? = nil) {
    id = Identifier(at: .now())
    self.content = content
    self.result = result
  }
}
