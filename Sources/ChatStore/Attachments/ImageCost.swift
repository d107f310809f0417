import ChatTokens

/// The tokens that an image costs, which depends on its size and on the model.
///
/// Three ways are in use. GPT models before GPT-4.1 scale an image into 2048 × 2048, then to a shorter
/// side of 768, and count squares of 512: a base and a rate for each. Later ones count patches of 32
/// pixels, after scaling to a largest number of them, at up to two and a half tokens. Qwen's count
/// patches of 28 pixels, a token each, and scale only what is very large.
/// (<https://platform.openai.com/docs/guides/images-vision#calculating-costs>,
/// <https://github.com/QwenLM/Qwen2.5-VL#image-resolution-for-performance-boost>)
public struct ImageCost: Sendable, Equatable {
  /// Tokens of every image.
  public var base: Int
  /// Tokens of each square of 512.
  public var square: Int
  /// The most that scaled patches cost; 0 for models that do not count them.
  public var mostScaled: Int
  /// The most that patches of an image that is not scaled cost; 0 for models that do not count them.
  public var mostUnscaled: Int

  /// A name that differs where a value does.
  var id: String { "\(base)-\(square)-\(mostScaled)-\(mostUnscaled)" }

  /// Makes a cost.
  public init(base: Int, square: Int, mostScaled: Int = 0, mostUnscaled: Int = 0) {
    self.base = base
    self.square = square
    self.mostScaled = mostScaled
    self.mostUnscaled = mostUnscaled
  }

  /// For a model whose way is not known: the rates of GPT-4o, or 1536 patches at 2.46 tokens,
  /// whichever is more; Qwen's own endpoint stays below that too.
  public static let safe = ImageCost(base: 85, square: 170, mostScaled: 3779)

  /// For GPT-4o and the models like it.
  public static let gpt4o = ImageCost(base: 85, square: 170)

  /// For GPT-4o mini, which counts thirty times the tokens, so that an image costs the same money.
  public static let gpt4oMini = ImageCost(base: 2833, square: 5667)

  /// For Qwen's models, which somebody may run without scaling below their own 16384 patches.
  public static let qwen = ImageCost(
    base: 85, square: 170, mostScaled: 3779, mostUnscaled: 16_384)

  /// The tokens of an image; of one whose size is not known, those of the largest.
  func count(_ size: ImageSize?) -> TokenCount {
    let squares = base + square * (size.map(Self.squares) ?? Self.mostSquares)
    let patches = size.map(Self.patches) ?? .max
    let scaled = patches > mostScaled ? mostScaled : min(mostScaled, patches * 5 / 2 + 2)
    return TokenCount(expected: squares, upper: max(squares, scaled, min(mostUnscaled, patches)))
  }

  /// The squares of 2048 × 768, which no scaled image is larger than.
  private static let mostSquares = 8

  /// How many patches of 28 pixels an image has.
  private static func patches(_ size: ImageSize) -> Int {
    let count = ceiling(size.width, 28).multipliedReportingOverflow(by: ceiling(size.height, 28))
    return count.overflow ? .max : count.partialValue
  }

  /// How many squares of 512 a scaled image covers; scaling never makes it larger.
  private static func squares(_ size: ImageSize) -> Int {
    var (width, height) = (Double(size.width), Double(size.height))
    let fit = min(1, 2048 / max(width, height))
    (width, height) = (width * fit, height * fit)
    let shorter = min(1, 768 / min(width, height))
    (width, height) = (width * shorter, height * shorter)
    // Rounding up may add a square, and takes none away.
    return max(1, ceiling(Int(width.rounded(.up)), 512) * ceiling(Int(height.rounded(.up)), 512))
  }

  private static func ceiling(_ length: Int, _ part: Int) -> Int {
    length / part + (length % part == 0 ? 0 : 1)
  }
}
