/// A message that is about to be stored, with the identity that it will have.
///
/// The identity is fixed before storing, so that a turn's plan can name the very messages that are
/// stored together with it.
public struct MessageDraft: Sendable {
  /// The identity it will have.
  public let id: Identifier<Message>
  /// What it says.
  public let content: MessageContent
  /// The bytes of those of its attachments that may not be stored yet; they are stored with it, so that
  /// a message that cannot be stored leaves none behind.
  public let attachments: [Attachment]
  /// Of a tool message: what is known of its call beyond the text.
  public let result: ToolResult?

  /// Makes a draft with a new identity.
  /// - Parameters:
  ///   - content: What it says; attachments that it names already must be stored.
  ///   - attachments: Further attachments, behind those.
  ///   - result: Of a tool message: what is known of its call beyond the text.
  public init(
    _ content: MessageContent, attachments: [Attachment] = [], result: ToolResult? = nil
  ) {
    id = Identifier(at: .now())
    var content = content
    content.attachments += attachments.map(\.reference)
    self.content = content
    self.attachments = attachments
    self.result = result
  }
}
