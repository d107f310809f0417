import ChatTokens

/// What a message costs as far as it can be known without a calibration.
struct MessageSize: Sendable, Equatable {
  /// The tokens, or those that are known beside what the histogram holds.
  var tokens: TokenCount
  /// The texts that there is only an estimate for; nil where the vocabulary is known.
  var histogram: ScriptHistogram?
}
