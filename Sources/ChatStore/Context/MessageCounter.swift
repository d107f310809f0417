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
  private let calibration: Calibration?

  /// Makes a counter.
  /// - Parameters:
  ///   - tokenizer: What counts a text.
  ///   - template: The model's chat template.
  ///   - overhead: What a template that is not known adds.
  ///   - images: What an image costs.
  ///   - variant: A name for what is sent, different for every `sent` that is.
  ///   - calibration: What was learned of a model of which neither vocabulary nor template is known; it
  ///     counts in the place of tokenizer and overhead then. nil where nothing is to be learned.
  ///   - sent: What of a message is sent; only that is counted.
  public init(
    tokenizer: any Tokenizer, template: ChatTemplate = .unknown,
    overhead: TemplateOverhead = .safe, images: ImageCost = .safe, variant: String = "",
    calibration: Calibration? = nil,
    sent: @escaping @Sendable (MessageContent) -> MessageContent = { $0 }
  ) {
    let layout =
      template == .unknown
      ? "\(overhead.id)-\(Self.version)" : "\(template.rawValue)-\(Self.version)"
    id = "\(tokenizer.id) \(layout) \(images.id) \(variant)"
    self.tokenizer = tokenizer
    self.template = template
    self.overhead = overhead
    self.images = images
    self.sent = sent
    self.calibration = calibration
  }

  /// Changes whenever a template's pieces do.
  private static let version = 2

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
    count(
      size(of: content, attachments: attachments, after: previous), of: content,
      attachments: attachments)
  }

  /// The tokens of a message whose size is known.
  func count(
    _ size: MessageSize, of content: MessageContent, attachments: [Attachment]
  ) -> TokenCount {
    var count = size.tokens
    if let calibration, let shape = shape(size) {
      count = calibration.count(shape)
    } else if let histogram = size.histogram {
      count += (tokenizer as? any EstimatingTokenizer)?.count(histogram) ?? .zero
    }
    if !attachments.isEmpty {
      count += SentMessage.images(of: content, attachments: attachments, cost: images)
    }
    // Sizes are what a file says, which may be anything; sums of these stay far from overflowing.
    return TokenCount(
      expected: min(max(0, count.expected), Self.most), upper: min(max(0, count.upper), Self.most))
  }

  /// What a calibration can learn from, of a message of which there is only an estimate and an unknown
  /// template.
  func shape(_ size: MessageSize) -> PromptShape? {
    guard template == .unknown, let histogram = size.histogram else { return nil }
    return PromptShape(
      histogram: histogram, messages: 1,
      markup: max(0, min(max(0, size.tokens.expected), Self.most) - overhead.perMessage))
  }

  private static let most = 1 << 40

  /// What is kept of a message, so that it need not be counted again; images are in no text, and not in it.
  func size(
    of content: MessageContent, attachments: [Attachment] = [], after previous: Role? = nil
  ) -> MessageSize {
    let message = SentMessage(sent(content), attachments: attachments, after: previous)
    var pieces = PromptPieces()
    switch template {
    case .openAI: pieces.writeOpenAI(message)
    case .qwen25, .qwen3: pieces.writeQwen(message, template)
    case .deepSeekV3, .deepSeekV31: pieces.writeDeepSeek(message, template)
    case .unknown: pieces.writeUnknown(message, overhead)
    }
    guard tokenizer is any EstimatingTokenizer else {
      return MessageSize(tokens: pieces.texts.map(tokenizer.count).reduce(pieces.known, +))
    }
    return MessageSize(
      tokens: pieces.known,
      histogram: pieces.texts.map { ScriptHistogram($0) }.reduce(.zero, +))
  }
}
