public import ChatTokens

/// Counts the tokens that a message costs in a request.
public struct MessageCounter: Sendable {
  /// A name that changes whenever the size of any message could; stored sizes are found by it.
  public let id: String
  private let tokenizer: any Tokenizer
  private let overhead: TemplateOverhead
  private let images: ImageCost
  private let sent: @Sendable (MessageContent) -> MessageContent

  /// Makes a counter.
  /// - Parameters:
  ///   - tokenizer: What counts a text.
  ///   - overhead: What the model's chat template adds.
  ///   - images: What an image costs.
  ///   - variant: A name for what is sent, different for every `sent` that is.
  ///   - sent: What of a message is sent; only that is counted.
  public init(
    tokenizer: any Tokenizer, overhead: TemplateOverhead, images: ImageCost = .safe,
    variant: String = "", sent: @escaping @Sendable (MessageContent) -> MessageContent = { $0 }
  ) {
    id = "\(tokenizer.id) \(overhead.id) \(images.id) \(variant)"
    self.tokenizer = tokenizer
    self.overhead = overhead
    self.images = images
    self.sent = sent
  }

  /// The tokens of a message, with its share of the chat template: what is to be expected, and the most.
  ///
  /// Attachments are counted as they are laid out: a text to the letter, an image by its size.
  public func count(
    _ content: MessageContent, attachments: [Attachment] = []
  ) -> TokenCount {
    count(size(of: content, attachments: attachments))
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
  func size(of content: MessageContent, attachments: [Attachment] = []) -> MessageSize {
    let content = sent(content)
    var sum = Sum(tokenizer: tokenizer)
    sum.add(overhead.perMessage)
    if content.name != nil { sum.add(overhead.perName) }
    if content.role == .tool { sum.add(overhead.perToolResult) }
    for piece in AttachmentLayout(of: content, attachments: attachments).pieces {
      switch piece {
      case .text(let text): sum.add(text)
      case .image(_, let bytes):
        sum.tokens += images.count(ImageSize(of: bytes))
      }
    }
    sum.add(content.parts)
    sum.add(content.reasoning)
    sum.add(content.name)
    sum.add(content.toolCallID)
    sum.add(content.refusal)
    sum.add(content.extras)
    for call in content.toolCalls {
      sum.add(overhead.perToolCall)
      sum.add(call.callID)
      sum.add(call.name)
      sum.add(call.arguments)
      sum.add(call.extras)
    }
    return sum.size
  }

  /// The sum of a message's parts.
  private struct Sum {
    let tokenizer: any Tokenizer
    var tokens = TokenCount.zero
    private var histogram: ScriptHistogram?

    init(tokenizer: any Tokenizer) {
      self.tokenizer = tokenizer
      if tokenizer is any EstimatingTokenizer { histogram = .zero }
    }

    var size: MessageSize { MessageSize(tokens: tokens, histogram: histogram) }

    mutating func add(_ more: Int) { tokens += TokenCount(exactly: more) }

    mutating func add(_ text: String?) {
      guard let text, !text.isEmpty else { return }
      if histogram == nil { tokens += tokenizer.count(text) }
      histogram? += ScriptHistogram(text)
    }
  }
}
