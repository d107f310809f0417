/// Why a stream of server-sent events cannot be read any further.
enum ServerSentEventError: Error {
  /// One event is larger than the limit.
  case eventTooLarge
}
