public import ChatCompletions
public import ChatStore

/// What happens while a reply is fetched, in order.
public enum ReplyProgress: Sendable {
  /// The prompt and the turn are stored; the request is about to leave.
  case began(RunningTurn)
  /// More of the reply.
  case deltas([ReplyDelta])
}
