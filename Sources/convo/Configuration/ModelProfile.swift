import ChatSession
import ChatStore
import ChatTokens

/// What is known of a model: how much fits into its window, and how it counts.
struct ModelProfile: Sendable, Equatable {
  /// The name that requests carry.
  var name: String
  /// The window in tokens, prompt and reply together.
  var context: Int
  /// What is kept free for the reply, in tokens; at most half of the window.
  var reply: Int
  /// The most tokens of a prompt, where that is less than the window.
  var prompt: Int?
  /// The temperatures that the endpoint takes, where its documentation says.
  var temperature: ClosedRange<Double>?
  /// What counts its tokens: the name of a vocabulary, the path of one, or `approximate`.
  var tokenizer = TokenizerChoice.approximate
  /// How a `.tiktoken` file's texts are cut, which such a file does not say.
  var splitting: Splitting?
  /// What surrounds its messages.
  var template = ChatTemplate.unknown
  /// When its earlier reasoning is sent back.
  var reasoning = ReasoningPolicy.never
  /// What an image costs.
  var images = ImageCost.safe
  /// Which exchanges a window takes.
  var strategy = ContextStrategy.summary
  /// Whether the usage that the endpoint reports is learned from.
  var calibrate = true
  /// How many characters are kept of an old tool result before an exchange is left out; 0 or nil: all.
  var shorten: Int?

  /// What is assumed of a model that nobody has described.
  ///
  /// A window that is thought too small forgets early; one that is thought too large makes an
  /// endpoint refuse the request, or cut it without a word.
  static func unknown(_ name: String) -> ModelProfile {
    ModelProfile(name: name, context: 8192, reply: 1024)
  }
}
