/// How the body of a reply came to its end.
package enum ReplyEnding: Sendable, Equatable {
  /// As its framing said it would, or after `[DONE]`.
  case ended
  /// Before that; one sentence says why.
  case broken(String)
}
