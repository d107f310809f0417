public import ChatTokens

/// The tokens that a message costs in a request.
public struct MessageCost: Sendable {
  private let tokenizer: any Tokenizer
  private let overhead: TemplateOverhead
  private let images: ImageCost
  private let sent: @Sendable (MessageContent) -> MessageContent

  /// Makes a counter.
  /// - Parameters:
  ///   - tokenizer: What counts a text.
  ///   - overhead: What the model's chat template adds.
  ///   - images: What an image costs.
  ///   - sent: What of a message is sent; only that is counted.
  public init(
    tokenizer: any Tokenizer, overhead: TemplateOverhead, images: ImageCost = .safe,
    sent: @escaping @Sendable (MessageContent) -> MessageContent = { $0 }
  ) {
    self.tokenizer = tokenizer
    self.overhead = overhead
    self.images = images
    self.sent = sent
  }

  /// The most tokens of a message, with its share of the chat template.
  public func callAsFunction(
    _ content: MessageContent, attachments: [Attachment] = []
  ) -> Int {
    count(content, attachments: attachments).upper
  }

  /// The tokens of a message that are to be expected, and the most.
  ///
  /// Attachments are counted as they are laid out: a text to the letter, an image by its size.
  public func count(
    _ content: MessageContent, attachments: [Attachment] = []
  ) -> TokenCount {
    let content = sent(content)
    var sum = TokenCount(exactly: overhead.perMessage)
    if content.name != nil { sum += TokenCount(exactly: overhead.perName) }
    if content.role == .tool { sum += TokenCount(exactly: overhead.perToolResult) }
    func add(_ text: String?) {
      if let text { sum += tokenizer.count(text) }
    }
    for piece in AttachmentLayout(of: content, attachments: attachments).pieces {
      switch piece {
      case .text(let text): add(text)
      case .image(_, let bytes): sum += images.count(ImageSize(of: bytes))
      }
    }
    add(content.parts)
    add(content.reasoning)
    add(content.name)
    add(content.toolCallID)
    add(content.refusal)
    add(content.extras)
    for call in content.toolCalls {
      sum += TokenCount(exactly: overhead.perToolCall)
      add(call.callID)
      add(call.name)
      add(call.arguments)
      add(call.extras)
    }
    return sum
  }
}
