import ChatTokens

/// A message as a chat template gets it.
struct SentMessage {
  let content: MessageContent
  /// Its text with what is attached, as one.
  let text: String
  /// The role of the message before it; nil for the first.
  let previous: Role?

  init(_ content: MessageContent, attachments: [Attachment], after previous: Role?) {
    self.content = content
    self.previous = previous
    var texts: [String] = []
    if let parts = content.parts { texts.append(parts) }
    for piece in AttachmentLayout(of: content, attachments: attachments).pieces {
      if case .text(let text) = piece { texts.append(text) }
    }
    // Templates join parts with a line end, if with anything.
    text = texts.count == 1 ? texts[0] : texts.joined(separator: "\n")
  }

  /// The role by the name that templates know.
  var role: String { content.role == .developer ? "system" : content.role.rawValue }

  /// Whether there are images among what is attached.
  static func hasImages(_ content: MessageContent, attachments: [Attachment]) -> Bool {
    guard !attachments.isEmpty else { return false }
    return AttachmentLayout(of: content, attachments: attachments).pieces.contains { piece in
      if case .image = piece { true } else { false }
    }
  }

  /// What the images of a message cost.
  static func images(
    of content: MessageContent, attachments: [Attachment], cost: ImageCost
  ) -> TokenCount {
    AttachmentLayout(of: content, attachments: attachments).pieces.reduce(.zero) { sum, piece in
      if case .image(_, let bytes) = piece { sum + cost.count(ImageSize(of: bytes)) } else { sum }
    }
  }
}
