/// What a stream of a reply yields.
public enum ReplyEvent: Sendable, Equatable {
  /// The deltas that one or more pieces from the network held.
  case deltas([ReplyDelta])
  /// The whole reply; comes exactly once, last, also when the stream broke off.
  case end(Reply)
}
