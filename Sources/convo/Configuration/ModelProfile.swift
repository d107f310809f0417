/// What is known of a model: how much fits into its window.
struct ModelProfile: Sendable, Equatable {
  /// The name that requests carry.
  var name: String
  /// The window in tokens, prompt and reply together.
  var context: Int
  /// What is kept free for the reply, in tokens; at most half of the window.
  var reply: Int
  /// The temperatures that the endpoint takes, where its documentation says.
  var temperature: ClosedRange<Double>?

  /// What is assumed of a model that nobody has described.
  ///
  /// A window that is thought too small forgets early; one that is thought too large makes an
  /// endpoint refuse the request, or cut it without a word.
  static func unknown(_ name: String) -> ModelProfile {
    ModelProfile(name: name, context: 8192, reply: 1024, temperature: nil)
  }
}
