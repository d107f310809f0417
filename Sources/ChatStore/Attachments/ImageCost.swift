import ChatTokens

/// The tokens that an image costs, which depends on its size and on the model.
///
/// Two ways are in use. Models before GPT-4.1 scale an image into 2048 × 2048, then to a shorter side
/// of 768, and count squares of 512: a base and a rate for each. Later ones, and Qwen's, count
/// patches of 28 or 32 pixels, after scaling to a largest number of them.
/// (<https://platform.openai.com/docs/guides/images-vision#calculating-costs>,
/// <https://github.com/QwenLM/Qwen2.5-VL#image-resolution-for-performance-boost>)
public struct ImageCost: Sendable, Equatable {
  /// Tokens of every image.
  public var base: Int
  /// Tokens of each square of 512.
  public var square: Int
  /// The most that a count of patches gives; 0 for models that do not count them.
  public var mostPatches: Int

  /// Makes a cost.
  public init(base: Int, square: Int, mostPatches: Int) {
    self.base = base
    self.square = square
    self.mostPatches = mostPatches
  }

  /// For a model whose way is not known: the rates of GPT-4o, and as many patches as the dearest
  /// way counts (1536 patches at 2.46 tokens).
  public static let safe = ImageCost(base: 85, square: 170, mostPatches: 3779)

  /// The tokens of an image; of one whose size is not known, those of the largest.
  func count(_ size: ImageSize?) -> TokenCount {
    let size = size ?? ImageSize(width: 1 << 20, height: 1 << 20)
    let squares = base + square * Self.squares(size)
    return TokenCount(expected: squares, upper: max(squares, patches(size)))
  }

  private func patches(_ size: ImageSize) -> Int {
    let count = Self.ceiling(size.width, 28).multipliedReportingOverflow(
      by: Self.ceiling(size.height, 28))
    // The dearest model counts two and a half tokens for a patch.
    return count.overflow || count.partialValue > mostPatches
      ? mostPatches : min(mostPatches, count.partialValue * 5 / 2 + 2)
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
