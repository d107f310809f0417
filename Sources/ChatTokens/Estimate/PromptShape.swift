/// What is known of a message, or of a whole prompt, without a tokenizer.
///
/// Shapes add up, as histograms do; that of a prompt is the sum over its messages and its tools.
public struct PromptShape: Sendable, Equatable {
  /// The classes of all texts: of the messages, of tool calls, of tool schemas.
  public var histogram: ScriptHistogram

  /// How many messages there are, each with the marks that a chat template puts around it.
  public var messages: Int

  /// The tokens that `TemplateOverhead` adds for names, tool calls, results and tools.
  ///
  /// What it adds for messages and for the request is not in here.
  public var markup: Int

  /// No message at all.
  public static let zero = PromptShape(histogram: .zero, messages: 0)

  /// Makes a shape.
  public init(histogram: ScriptHistogram, messages: Int = 1, markup: Int = 0) {
    self.histogram = histogram
    self.messages = messages
    self.markup = markup
  }

  /// The sum, saturating.
  public static func + (left: PromptShape, right: PromptShape) -> PromptShape {
    PromptShape(
      histogram: left.histogram + right.histogram,
      messages: left.messages.addingSaturated(right.messages),
      markup: left.markup.addingSaturated(right.markup))
  }

  /// Adds, saturating as `+` does.
  public static func += (left: inout PromptShape, right: PromptShape) {
    left = left + right
  }
}
