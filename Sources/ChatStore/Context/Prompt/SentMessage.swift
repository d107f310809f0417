import ChatTokens

/// A message as a chat template gets it.
struct SentMessage {
  let content: MessageContent
  /// Its text with what is attached, as one.
  let text: String
  /// What its images cost.
  let images: TokenCount
  /// The role of the message before it; nil for the first.
  let previous: Role?

  init(
    _ content: MessageContent, attachments: [Attachment], images: ImageCost, after previous: Role?
  ) {
    self.content = content
    self.previous = previous
    var texts: [String] = []
    var cost = TokenCount.zero
    if let parts = content.parts { texts.append(parts) }
    for piece in AttachmentLayout(of: content, attachments: attachments).pieces {
      switch piece {
      case .text(let text): texts.append(text)
      case .image(_, let bytes): cost += images.count(ImageSize(of: bytes))
      }
    }
    // Templates join parts with a line end, if with anything.
    text = texts.count == 1 ? texts[0] : texts.joined(separator: "\n")
    self.images = cost
  }

  /// The role by the name that templates know.
  var role: String { content.role == .developer ? "system" : content.role.rawValue }
}
