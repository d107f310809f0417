public import ChatTokens

/// Counts the tokens that a message costs in a request.
public struct MessageCounter: Sendable {
  /// A name that changes whenever the size of any message could; stored sizes are found by it.
  public let id: String
  private let tokenizer: any Tokenizer
  private let template: ChatTemplate
  private let overhead: TemplateOverhead
  private let images: ImageCost
  private let sent: @Sendable (MessageContent) -> MessageContent

  /// Makes a counter.
  /// - Parameters:
  ///   - tokenizer: What counts a text.
  ///   - template: The model's chat template.
  ///   - overhead: What a template that is not known adds.
  ///   - images: What an image costs.
  ///   - variant: A name for what is sent, different for every `sent` that is.
  ///   - sent: What of a message is sent; only that is counted.
  public init(
    tokenizer: any Tokenizer, template: ChatTemplate = .unknown,
    overhead: TemplateOverhead = .safe, images: ImageCost = .safe, variant: String = "",
    sent: @escaping @Sendable (MessageContent) -> MessageContent = { $0 }
  ) {
    let layout = template == .unknown ? overhead.id : "\(template.rawValue)-\(Self.version)"
    id = "\(tokenizer.id) \(layout) \(images.id) \(variant)"
    self.tokenizer = tokenizer
    self.template = template
    self.overhead = overhead
    self.images = images
    self.sent = sent
  }

  /// Changes whenever a template's pieces do.
  private static let version = 1

  /// The tokens of a message, with its share of the chat template: what is to be expected, and the most.
  ///
  /// Attachments are counted as they are laid out: a text to the letter, an image by its size.
  /// - Parameters:
  ///   - content: The message.
  ///   - attachments: Its attachments, with their bytes.
  ///   - previous: The role of the message before it, which templates look at.
  /// - Returns: The count.
  public func count(
    _ content: MessageContent, attachments: [Attachment] = [], after previous: Role? = nil
  ) -> TokenCount {
    count(size(of: content, attachments: attachments, after: previous))
  }

  /// The tokens of a message of which only the size is known.
  func count(_ size: MessageSize) -> TokenCount {
    var count = size.tokens
    if let histogram = size.histogram {
      count += (tokenizer as? any EstimatingTokenizer)?.count(histogram) ?? .zero
    }
    // Sizes are what a file says, which may be anything; sums of these stay far from overflowing.
    return TokenCount(
      expected: min(max(0, count.expected), Self.most), upper: min(max(0, count.upper), Self.most))
  }

  private static let most = 1 << 40

  /// What is kept of a message, so that it need not be counted again.
  func size(
    of content: MessageContent, attachments: [Attachment] = [], after previous: Role? = nil
  ) -> MessageSize {
    let message = SentMessage(
      sent(content), attachments: attachments, images: images, after: previous)
    var pieces = PromptPieces()
    switch template {
    case .openAI: pieces.writeOpenAI(message)
    case .qwen25, .qwen3: pieces.writeQwen(message, template)
    case .deepSeekV3, .deepSeekV31: pieces.writeDeepSeek(message, template)
    case .unknown: pieces.writeUnknown(message, overhead)
    }
    pieces.add(message.images)
    guard tokenizer is any EstimatingTokenizer else {
      return MessageSize(tokens: pieces.texts.map(tokenizer.count).reduce(pieces.known, +))
    }
    return MessageSize(
      tokens: pieces.known,
      histogram: pieces.texts.map { ScriptHistogram($0) }.reduce(.zero, +))
  }
}
